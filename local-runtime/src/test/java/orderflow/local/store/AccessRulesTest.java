package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.PolicyStatement.Effect;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
  private static final Access READ = Access.of("s3:GetObject", "arn:aws:s3:::uploads/a");
  private static final Access WRITE = Access.of("s3:PutObject", "arn:aws:s3:::uploads/a");
  private final List<String> warnings = new ArrayList<>();

  @Test
  void a_caller_from_outside_is_not_restricted() {
    assertThat(rules(IamMode.ENFORCE).refusal("", WRITE)).isEmpty();
  }

  @Test
  void a_function_without_a_role_may_do_nothing() {
    assertThat(rules(IamMode.ENFORCE).refusal("Stranger", READ)).isPresent();
  }

  @Test
  void warn_tells_and_lets_go_on_and_off_does_not_look() {
    assertThat(rules(IamMode.WARN).refusal("Reader", WRITE)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("s3:PutObject");
    assertThat(rules(IamMode.OFF).refusal("Reader", WRITE)).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void statements_that_no_call_needed_are_named() {
    AccessRules rules =
        rules(
            IamMode.ENFORCE,
            allow("s3:GetObject", "arn:aws:s3:::uploads/*"),
            allow("s3:PutObject", "arn:aws:s3:::uploads/*"));

    rules.refusal("Reader", READ);

    assertThat(rules.use().unneeded().get("Reader"))
        .singleElement()
        .asString()
        .contains("statement 1: s3:PutObject");
  }

  @Test
  void a_statement_beside_another_that_allows_the_same_is_not_needed() {
    AccessRules rules =
        rules(IamMode.ENFORCE, allow("s3:GetObject", "*"), allow("s3:*", "arn:aws:s3:::uploads/*"));

    rules.refusal("Reader", READ);

    assertThat(rules.use().unneeded().get("Reader")).hasSize(2);
  }

  @Test
  void of_a_statement_every_action_has_to_be_needed() {
    AccessRules rules =
        rules(
            IamMode.ENFORCE,
            new PolicyStatement(
                Effect.ALLOW, List.of("s3:GetObject", "s3:PutObject"), List.of("*"), Map.of()));

    rules.refusal("Reader", READ);
    assertThat(rules.use().unneeded().get("Reader")).hasSize(1);
    rules.refusal("Reader", WRITE);

    assertThat(rules.use().unneeded()).isEmpty();
  }

  @Test
  void a_refused_call_needed_nothing() {
    AccessRules rules = rules(IamMode.ENFORCE, allow("s3:GetObject", "*"));

    assertThat(rules.refusal("Reader", List.of(READ, WRITE))).isPresent();

    assertThat(rules.use().unneeded()).containsKey("Reader");
  }

  @Test
  void what_is_not_evaluated_is_reported_with_its_functions() {
    AccessRules rules =
        rules(
            IamMode.ENFORCE,
            allow("kms:Decrypt", "*"),
            new PolicyStatement(
                Effect.ALLOW,
                List.of("s3:GetObject"),
                List.of("*"),
                Map.of("IpAddress", Map.of("aws:SourceIp", List.of("10.0.0.0/8")))));

    assertThat(rules.notEvaluated())
        .containsExactly(
            "The condition IpAddress aws:SourceIp is not evaluated: its Allow allows nothing:"
                + " Reader",
            "The permission kms:Decrypt is not evaluated: Reader");
    assertThat(rules.use().unneeded().get("Reader"))
        .noneMatch(unneeded -> unneeded.contains("kms"));
  }

  private AccessRules rules(IamMode mode, PolicyStatement... statements) {
    return new AccessRules(mode, Map.of("Reader", List.of(statements)), warnings::add);
  }

  private static PolicyStatement allow(String action, String resource) {
    return new PolicyStatement(Effect.ALLOW, List.of(action), List.of(resource), Map.of());
  }
}
