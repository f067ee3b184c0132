package orderflow.auth;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.token.NewKey;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// AuthTable and KeyTable under fresh names on the DynamoDB Local of this JVM.
public record AuthTables(DynamoDbClient client, URI endpoint, String authTable, String keyTable) {

  /// Where nothing listens: mails are ordered in vain.
  private static final String NOBODY = "http://127.0.0.1:9";

  public static AuthTables create() {
    return new AuthTables(
        TestTables.client(),
        TestTables.endpoint(),
        TestTables.create("auth", List.of("gsi1", "gsi2")),
        TestTables.create("keys", List.of()));
  }

  /// Stores the first key of these tables.
  ///
  /// @return whether it was
  public boolean createFirst(NewKey key, Instant now, Deadline deadline) {
    SecureRandom random = new SecureRandom();
    AuditEntry entry =
        AuditEntry.at(
            now,
            new Chance(InstantSource.fixed(now), random),
            AuditAction.KEYS_CHANGED,
            AuditEntry.KEYS,
            Origin.ofCommand("req-first"));
    return new KeyRingStore(client, keyTable, authTable, random).createFirst(key, entry, deadline);
  }

  /// The environment of the three functions on these tables.
  public Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("AUTH_COMMANDS_FUNCTION", "auth-commands"),
        Map.entry("AWS_ENDPOINT_URL_LAMBDA", NOBODY),
        Map.entry("AUTH_TABLE", authTable),
        Map.entry("KEY_TABLE", keyTable),
        Map.entry("ISSUER_URL", ""),
        Map.entry("TOKEN_AUDIENCE", "orderflow"),
        Map.entry("ACCESS_TOKEN_LIFETIME", "PT10M"),
        Map.entry("AWS_REGION", "eu-west-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString()));
  }
}
