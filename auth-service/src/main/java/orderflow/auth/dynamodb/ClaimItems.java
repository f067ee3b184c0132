package orderflow.auth.dynamodb;

import java.util.Map;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.PasswordHash;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Claims to addresses as items: `CLAIM#{sha256 of the address}` / kind.
final class ClaimItems {

  private ClaimItems() {}

  static Map<String, AttributeValue> key(AddressClaim.Kind kind, String addressDigest) {
    return Item.key("CLAIM#" + addressDigest, kind.name());
  }

  static Map<String, AttributeValue> item(AddressClaim claim) {
    Item item =
        Item.of("CLAIM#" + claim.email().digest(), claim.kind().name())
            .with("claimId", claim.id())
            .with("email", claim.email().text())
            .with("name", claim.name())
            .with("madeAt", claim.madeAt())
            .with("issued", claim.issued())
            .with("mailed", claim.mailed())
            .with("expiresAt", claim.madeAt().plus(AddressClaim.LIFETIME).getEpochSecond());
    claim.passwordHash().ifPresent(hash -> item.with("passwordHash", hash.phc()));
    claim.code().ifPresent(code -> addCode(item, code));
    return item.attributes();
  }

  private static void addCode(Item item, AddressClaim.Code code) {
    item.with("codeHash", code.hash())
        .with("codeEndsAt", code.endsAt())
        .with("tries", code.tries())
        .with("expiresAt", code.endsAt().plus(AddressClaim.LIFETIME).getEpochSecond());
  }

  static AddressClaim claim(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new AddressClaim(
        item.requiredText("claimId"),
        AddressClaim.Kind.valueOf(item.requiredText("sk")),
        new EmailAddress(item.requiredText("email")),
        item.find("passwordHash").map(value -> new PasswordHash(value.s())),
        item.requiredText("name"),
        item.requiredTime("madeAt"),
        (int) item.requiredNumber("issued"),
        item.find("codeHash").map(hash -> code(hash.s(), item)),
        item.isTrue("mailed"));
  }

  private static AddressClaim.Code code(String hash, Item item) {
    return new AddressClaim.Code(
        hash, item.requiredTime("codeEndsAt"), (int) item.requiredNumber("tries"));
  }

  /// Values of the condition that a claim is still as it was read.
  static Map<String, AttributeValue> asRead(AddressClaim claim) {
    return Map.of(
        ":id", Item.text(claim.id()),
        ":issued", Item.number(claim.issued()),
        ":tries", Item.number(claim.code().map(AddressClaim.Code::tries).orElse(0)));
  }
}
