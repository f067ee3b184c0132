package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.local.template.PolicyStatement;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final PolicyStatement PUBLIC_KEYS_ONLY =
      new PolicyStatement(
          PolicyStatement.Effect.ALLOW,
          List.of("dynamodb:GetItem"),
          List.of("arn:aws:dynamodb:eu-west-1:000000000000:table/KeyTable"),
          Map.of("ForAllValues:StringEquals", Map.of("dynamodb:LeadingKeys", List.of("PUBLIC"))));

  @Test
  void an_allowed_leading_key_passes() {
    assertThat(refusal("GetItem", "KeyTable", "PUBLIC")).isEmpty();
  }

  @Test
  void another_leading_key_action_or_table_is_refused_by_name() {
    assertThat(refusal("GetItem", "KeyTable", "PRIVATE")).isPresent();
    assertThat(refusal("PutItem", "KeyTable", "PUBLIC").orElseThrow())
        .contains("dynamodb:PutItem", "table/KeyTable", "Authorizer");
    assertThat(refusal("GetItem", "AuthTable", "PUBLIC")).isPresent();
  }

  private static Optional<String> refusal(String action, String table, String key) {
    StoreCall.Access access = new StoreCall.Access(action, table, Optional.of(key), "");
    return Permissions.refusal(
        "Authorizer", List.of(PUBLIC_KEYS_ONLY), new StoreCall(List.of(access)));
  }
}
