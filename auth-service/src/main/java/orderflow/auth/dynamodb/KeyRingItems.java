package orderflow.auth.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import orderflow.auth.domain.KeyRing;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.PublicKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Keys as items of KeyTable. A previous key stands in the ring as its kid and, after a space, the
/// millisecond at which its tokens are dead.
final class KeyRingItems {

  private KeyRingItems() {}

  static Map<String, AttributeValue> write(KeyRing ring) {
    Item item =
        Item.of("PRIVATE", "ROTATION")
            .with("signingKid", ring.signingKid())
            .with("version", ring.version())
            .with("changedAt", ring.signsSince())
            .with("previous", ring.previous().stream().map(KeyRingItems::text).toList());
    ring.next()
        .ifPresent(
            next -> item.with("nextKid", next.kid()).with("nextPublishedAt", next.publishedAt()));
    return item.attributes();
  }

  static KeyRing read(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new KeyRing(
        item.requiredNumber("version"),
        item.requiredText("signingKid"),
        item.requiredTime("changedAt"),
        item.find("nextKid")
            .map(kid -> new KeyRing.Next(kid.s(), item.requiredTime("nextPublishedAt"))),
        item.find("previous").isPresent()
            ? item.requiredTexts("previous").stream().map(KeyRingItems::past).toList()
            : List.of());
  }

  static Map<String, AttributeValue> published(List<PublicKey> keys, long version) {
    return Item.of("PUBLIC", "JWKS")
        .with("jwks", KeySet.text(keys))
        .with("version", version)
        .attributes();
  }

  static Map<String, AttributeValue> privateKey(NewKey key, Instant now) {
    String kid = key.publicKey().kid();
    return Item.of("PRIVATE", "KEY#" + kid)
        .with("kid", kid)
        .with("pkcs8", key.pkcs8())
        .with("createdAt", now)
        .attributes();
  }

  /// What is left of a key when its last token is dead.
  static Map<String, AttributeValue> wiped(String kid, Instant now) {
    return Item.of("PRIVATE", "KEY#" + kid).with("kid", kid).with("retiredAt", now).attributes();
  }

  private static String text(KeyRing.Past past) {
    return past.kid() + " " + past.deadAt().toEpochMilli();
  }

  private static KeyRing.Past past(String text) {
    int space = text.indexOf(' ');
    return new KeyRing.Past(
        text.substring(0, space), Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1))));
  }
}
