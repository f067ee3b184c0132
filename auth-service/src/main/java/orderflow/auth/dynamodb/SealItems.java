package orderflow.auth.dynamodb;

import java.util.Map;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Seal;
import orderflow.auth.domain.SealChain;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Seals of the audit log as items.
final class SealItems {

  private SealItems() {}

  static Map<String, AttributeValue> key(AuditHour hour) {
    return Item.key("SEAL#" + hour.date(), hour.hourOfDay());
  }

  static Map<String, AttributeValue> chainKey() {
    return Item.key("SEAL", "CHAIN");
  }

  static Map<String, AttributeValue> of(Seal seal) {
    return Item.of("SEAL#" + seal.hour().date(), seal.hour().hourOfDay())
        .with("hour", seal.hour().text())
        .with("parts", seal.parts().stream().map(SealItems::text).toList())
        .with("before", seal.before())
        .with("sealedAt", seal.sealedAt())
        .with("digest", seal.digest())
        .attributes();
  }

  static Seal seal(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Seal(
        hour(item, "hour"),
        item.requiredTexts("parts").stream().map(SealItems::part).toList(),
        item.requiredText("before"),
        item.requiredTime("sealedAt"),
        item.requiredText("digest"));
  }

  static Map<String, AttributeValue> of(SealChain chain) {
    return Item.of("SEAL", "CHAIN")
        .with("first", chain.first().text())
        .with("last", chain.last().text())
        .with("digest", chain.digest())
        .attributes();
  }

  static SealChain chain(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new SealChain(hour(item, "first"), hour(item, "last"), item.requiredText("digest"));
  }

  private static AuditHour hour(Item item, String name) {
    return AuditHour.parse(item.requiredText(name)).orElseThrow();
  }

  /// A part as `{entries} {digest}`.
  private static String text(Seal.Part part) {
    return part.entries() + " " + part.digest();
  }

  private static Seal.Part part(String text) {
    int space = text.indexOf(' ');
    return new Seal.Part(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
  }
}
