package orderflow.system.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import orderflow.system.template.Repository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenApiRulesTest {
  enum Rule {
    ROUTES,
    STATUSES,
    SHAPE,
    ERROR_CODES;

    List<String> faults(OpenApiDocument in) {
      return switch (this) {
        case ROUTES -> OpenApiRules.routes(in);
        case STATUSES -> OpenApiRules.statuses(in);
        case SHAPE -> OpenApiRules.shape(in);
        case ERROR_CODES -> OpenApiRules.errorCodes(in);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_document_keeps_the_rule(Rule rule) {
    OpenApiDocument document = OpenApiDocument.ofProject();

    List<String> faults = rule.faults(document);

    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("plantedFaults")
  void a_planted_fault_is_found(Rule rule, String found, String planted, String fault) {
    String yaml = Repository.text("api/openapi.yaml");
    assertThat(yaml).as("the text a fault is planted in").contains(found);
    OpenApiDocument document = OpenApiDocument.parse(yaml.replace(found, planted));

    List<String> faults = rule.faults(document);

    assertThat(faults).anySatisfy(line -> assertThat(line).contains(fault));
  }

  static Stream<Arguments> plantedFaults() {
    return Stream.of(
        arguments(Rule.ROUTES, "  /v1/health:", "  /v1/alive:", "in template.yaml: GET /v1/health"),
        arguments(Rule.ROUTES, "  /v1/health:", "  /v1/alive:", "in openapi.yaml: GET /v1/alive"),
        arguments(Rule.ROUTES, "      security: []\n", "", "in openapi.yaml: POST /v1/auth/login"),
        arguments(Rule.STATUSES, "\"503\":", "\"504\":", "does not describe 503"),
        arguments(Rule.STATUSES, "\"401\":", "\"402\":", "does not describe 401"),
        arguments(Rule.STATUSES, "\"403\":", "\"405\":", "does not describe 403"),
        arguments(Rule.STATUSES, "\"413\":", "\"414\":", "does not describe 413"),
        arguments(Rule.STATUSES, "\"409\":", "\"410\":", "does not describe 409"),
        arguments(Rule.STATUSES, "\"428\":", "\"427\":", "does not describe 428"),
        arguments(
            Rule.STATUSES, "parameters/RequestId\"", "parameters/Limit\"", "takes no X-Request-Id"),
        arguments(
            Rule.SHAPE, "type: [string, \"null\"]", "nullable: true", "nullable must not be used"),
        arguments(Rule.SHAPE, "    Sku:\n      type: string", "    Sku:\n      oneOf: []", "oneOf"),
        arguments(Rule.SHAPE, "schemas/Money\"", "schemas/Cash\"", "nothing at #/components"),
        arguments(Rule.SHAPE, "operationId: getMe", "operationId: login", "not unique"),
        arguments(Rule.ERROR_CODES, "        - not_found\n", "", "schema ErrorCode lists"));
  }
}
