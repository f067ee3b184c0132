package orderflow.auth.dynamodb;

import java.util.List;
import java.util.Map;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sessions as items.
final class SessionItems {

  static final String PREFIX = "SESSION#";

  private SessionItems() {}

  static String partition(String userId) {
    return "USER#" + userId;
  }

  static Map<String, AttributeValue> key(String userId, String sessionId) {
    return Item.key(partition(userId), PREFIX + sessionId);
  }

  static Map<String, AttributeValue> of(Session session, RefreshToken first, long expiresAt) {
    return Item.of(partition(session.userId()), PREFIX + session.id())
        .with("sessionId", session.id())
        .with("userId", session.userId())
        .with("device", session.device())
        .with("authenticatedAt", session.authenticatedAt())
        .with("methods", session.methods())
        .with("lastUsedAt", session.lastUsedAt())
        .with("idleEndsAt", session.idleEndsAt())
        .with("endsAt", session.endsAt())
        .with("epoch", session.epoch())
        .with("currentHash", first.hash())
        .with("expiresAt", expiresAt)
        .attributes();
  }

  static Session session(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Session(
        item.requiredText("sessionId"),
        item.requiredText("userId"),
        item.requiredText("device"),
        item.numberOr("epoch", 0),
        item.requiredTime("authenticatedAt"),
        methods(item),
        item.requiredTime("lastUsedAt"),
        item.requiredTime("idleEndsAt"),
        item.requiredTime("endsAt"));
  }

  /// Items of a version that knew passwords only do not say so.
  private static List<String> methods(Item item) {
    return item.find("methods").isPresent() ? item.requiredTexts("methods") : Session.PASSWORD;
  }
}
