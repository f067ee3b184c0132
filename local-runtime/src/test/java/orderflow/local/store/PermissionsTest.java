package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.PolicyStatement.Effect;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/KeyTable";
  private static final String OBJECT = "arn:aws:s3:::uploads/incoming/a.csv";

  @Test
  void what_no_statement_allows_is_refused_with_the_missing_statement() {
    Permissions permissions = permissions(allow("dynamodb:GetItem", TABLE));

    assertThat(permissions.refusal(Access.of("dynamodb:GetItem", TABLE))).isEmpty();
    assertThat(permissions.refusal(Access.of("dynamodb:PutItem", TABLE)).orElseThrow())
        .contains("dynamodb:PutItem", "table/KeyTable", "add to Policies of Reader");
    assertThat(permissions.refusal(Access.of("dynamodb:GetItem", TABLE + "2"))).isPresent();
  }

  @Test
  void wildcards_stand_in_actions_and_resources() {
    Permissions permissions = permissions(allow("s3:get*", "arn:aws:s3:::uploads/incoming/?.csv"));

    assertThat(permissions.refusal(Access.of("s3:GetObject", OBJECT))).isEmpty();
    assertThat(permissions.refusal(Access.of("s3:PutObject", OBJECT))).isPresent();
    assertThat(permissions.refusal(Access.of("s3:GetObject", OBJECT + "x"))).isPresent();
  }

  @Test
  void resources_are_compared_with_regard_to_case_and_actions_without() {
    Permissions permissions = permissions(allow("S3:GETOBJECT", OBJECT));

    assertThat(permissions.refusal(Access.of("s3:GetObject", OBJECT))).isEmpty();
    assertThat(permissions.refusal(Access.of("s3:GetObject", OBJECT.replace("a.", "A."))))
        .isPresent();
  }

  @Test
  void a_deny_wins_whatever_the_order() {
    PolicyStatement deny = statement(Effect.DENY, "s3:*", OBJECT, Map.of());
    PolicyStatement allow = allow("s3:*", "*");

    assertThat(permissions(deny, allow).refusal(Access.of("s3:GetObject", OBJECT)).orElseThrow())
        .contains("explicit deny", "statement 0");
    assertThat(permissions(allow, deny).refusal(Access.of("s3:GetObject", OBJECT)).orElseThrow())
        .contains("explicit deny", "statement 1");
  }

  @Test
  void leading_keys_limit_an_allow() {
    Permissions permissions =
        permissions(
            when("dynamodb:GetItem", TABLE, "ForAllValues:StringEquals", "dynamodb:LeadingKeys"));

    assertThat(permissions.refusal(read("PUBLIC"))).isEmpty();
    assertThat(permissions.refusal(read("PRIVATE"))).isPresent();
  }

  @Test
  void without_the_key_only_for_all_values_holds() {
    Access keyless = Access.of("dynamodb:GetItem", TABLE);

    assertThat(on("ForAllValues:StringEquals", "dynamodb:LeadingKeys").refusal(keyless)).isEmpty();
    assertThat(on("ForAnyValue:StringEquals", "dynamodb:LeadingKeys").refusal(keyless)).isPresent();
    assertThat(on("StringEquals", "dynamodb:LeadingKeys").refusal(keyless)).isPresent();
  }

  @Test
  void string_like_takes_wildcards_and_string_equals_does_not() {
    PolicyStatement like =
        statement(
            Effect.ALLOW,
            "s3:ListBucket",
            "*",
            Map.of("StringLike", Map.of("s3:prefix", List.of("incoming/*"))));
    PolicyStatement equal =
        statement(
            Effect.ALLOW,
            "s3:ListBucket",
            "*",
            Map.of("StringEquals", Map.of("s3:prefix", List.of("incoming/*"))));

    assertThat(permissions(like).refusal(listing("incoming/orders/"))).isEmpty();
    assertThat(permissions(like).refusal(listing("reports/"))).isPresent();
    assertThat(permissions(equal).refusal(listing("incoming/orders/"))).isPresent();
  }

  @Test
  void an_unknown_condition_allows_nothing_and_denies_always() {
    PolicyStatement unknown = when("s3:GetObject", "*", "IpAddress", "aws:SourceIp");
    PolicyStatement denying = statement(Effect.DENY, "s3:GetObject", "*", unknown.conditions());

    assertThat(permissions(unknown).refusal(Access.of("s3:GetObject", OBJECT))).isPresent();
    assertThat(permissions(allow("s3:*", "*"), denying).refusal(Access.of("s3:GetObject", OBJECT)))
        .isPresent();
  }

  private static Permissions on(String operator, String key) {
    return permissions(when("dynamodb:GetItem", TABLE, operator, key));
  }

  private static Access read(String leadingKey) {
    return new Access(
        "dynamodb:GetItem", TABLE, Map.of("dynamodb:LeadingKeys", List.of(leadingKey)));
  }

  private static Access listing(String prefix) {
    return new Access(
        "s3:ListBucket", "arn:aws:s3:::uploads", Map.of("s3:prefix", List.of(prefix)));
  }

  private static Permissions permissions(PolicyStatement... statements) {
    return new Permissions("Reader", List.of(statements));
  }

  private static PolicyStatement allow(String action, String resource) {
    return statement(Effect.ALLOW, action, resource, Map.of());
  }

  private static PolicyStatement when(String action, String resource, String operator, String key) {
    return statement(
        Effect.ALLOW, action, resource, Map.of(operator, Map.of(key, List.of("PUBLIC"))));
  }

  private static PolicyStatement statement(
      Effect effect,
      String action,
      String resource,
      Map<String, Map<String, List<String>>> conditions) {
    return new PolicyStatement(effect, List.of(action), List.of(resource), conditions);
  }
}
