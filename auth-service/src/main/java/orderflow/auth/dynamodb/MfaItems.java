package orderflow.auth.dynamodb;

import java.util.Map;
import orderflow.auth.domain.PendingLogin;
import orderflow.auth.domain.SealedSeed;
import orderflow.auth.domain.SecondFactor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Second factors, their recovery codes and logins that wait for a code as items.
final class MfaItems {
  static final String RECOVERY = "RECOVERY#";

  private MfaItems() {}

  static Map<String, AttributeValue> factorKey(String userId) {
    return Item.key("USER#" + userId, "TOTP");
  }

  static Map<String, AttributeValue> factor(SecondFactor factor) {
    return Item.of("USER#" + factor.userId(), "TOTP")
        .with("userId", factor.userId())
        .with("sealedSeed", factor.seed().base64())
        .with("dataKey", factor.seed().dataKey())
        .with("usedStep", factor.usedStep())
        .with("failures", factor.failures())
        .with("blockedUntil", factor.blockedUntil())
        .attributes();
  }

  static SecondFactor factor(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new SecondFactor(
        item.requiredText("userId"),
        seed(item),
        item.requiredNumber("usedStep"),
        (int) item.requiredNumber("failures"),
        item.requiredTime("blockedUntil"));
  }

  static Map<String, AttributeValue> enrolmentKey(String userId) {
    return Item.key("USER#" + userId, "TOTP#PENDING");
  }

  static Map<String, AttributeValue> enrolment(Enrolment enrolment) {
    return Item.of("USER#" + enrolment.userId(), "TOTP#PENDING")
        .with("userId", enrolment.userId())
        .with("sealedSeed", enrolment.seed().base64())
        .with("dataKey", enrolment.seed().dataKey())
        .with("endsAt", enrolment.endsAt())
        .with("expiresAt", enrolment.endsAt().getEpochSecond())
        .attributes();
  }

  static Enrolment enrolment(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Enrolment(item.requiredText("userId"), seed(item), item.requiredTime("endsAt"));
  }

  static Map<String, AttributeValue> recoveryKey(String userId, int number) {
    return Item.key("USER#" + userId, RECOVERY + number);
  }

  static Map<String, AttributeValue> recovery(String userId, int number, String hash) {
    return Item.of("USER#" + userId, RECOVERY + number)
        .with("number", number)
        .with("hash", hash)
        .attributes();
  }

  static Map<String, AttributeValue> loginKey(String tokenHash) {
    return Item.key("MFA#" + tokenHash, "PENDING");
  }

  static Map<String, AttributeValue> login(PendingLogin login) {
    return Item.of("MFA#" + login.tokenHash(), "PENDING")
        .with("userId", login.userId())
        .with("epoch", login.epoch())
        .with("device", login.device())
        .with("endsAt", login.endsAt())
        .with("tries", login.tries())
        .with("expiresAt", login.endsAt().getEpochSecond())
        .attributes();
  }

  static PendingLogin login(String tokenHash, Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new PendingLogin(
        tokenHash,
        item.requiredText("userId"),
        item.requiredNumber("epoch"),
        item.requiredText("device"),
        item.requiredTime("endsAt"),
        (int) item.requiredNumber("tries"));
  }

  private static SealedSeed seed(Item item) {
    return new SealedSeed((int) item.requiredNumber("dataKey"), item.requiredText("sealedSeed"));
  }
}
