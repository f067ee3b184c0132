package orderflow.system.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenApiExamplesTest {
  private static final SchemaCheck CHECK = SchemaCheck.ofProject();

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_what_its_schema_says(JsonNode schema, JsonNode example) {
    assertThat(CHECK.faults(schema, example, "")).isEmpty();
  }

  @Test
  void each_request_body_has_an_example_or_one_member() {
    OpenApiDocument document = OpenApiDocument.ofProject();

    for (OpenApiDocument.Operation operation : document.operations()) {
      JsonNode content = operation.node().at("/requestBody/content/application~1json");
      boolean trivial = operation.key().equals("POST /v1/auth/refresh");
      assertThat(content.isMissingNode() || content.has("examples") || trivial)
          .as(operation.key())
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Money              | {"amount":1.5,"currency":"EUR"}           | /amount
          Money              | {"amount":-1,"currency":"EUR"}            | /amount
          Money              | {"amount":1,"currency":"euro"}            | /currency
          Money              | {"amount":1}                              | "currency"
          Money              | {"amount":1,"currency":"EUR","x":1}       | no member x
          PlaceOrderRequest  | {"lines":[]}                              | /lines
          PlaceOrderRequest  | {"lines":[{"sku":"A","quantity":0}]}      | /lines/0/quantity
          OrderStatus        | "lost"                                    | one of
          Next               | 7                                         | type
          Tolerance          | {"rows":1,"percent":1}                    | fewer
          Tolerance          | {}                                        | more
          ImportRequest      | {"kind":"orders","fileName":"a","sizeBytes":0} | /sizeBytes
          Job                | {"lastRun":7}                             | /lastRun
          """)
  void a_wrong_value_is_found(String schema, String json, String fault) throws Exception {
    JsonNode value = new ObjectMapper().readTree(json);

    List<String> faults = CHECK.faults(schema, value);

    assertThat(faults).anySatisfy(line -> assertThat(line).contains(fault));
  }

  @ParameterizedTest
  @MethodSource("sampleBodies")
  void a_sample_of_a_request_is_what_the_contract_says(JsonNode schema, String body)
      throws Exception {
    JsonNode value = new ObjectMapper().readTree(body);

    assertThat(schema.isMissingNode()).isFalse();
    assertThat(CHECK.faults(schema, value, "")).isEmpty();
  }

  static Stream<Arguments> sampleBodies() throws Exception {
    List<Arguments> bodies = new ArrayList<>();
    for (Path sample : Repository.files("events", ".json")) {
      JsonNode event = new ObjectMapper().readTree(Files.readString(sample));
      if (event.has("body")) {
        bodies.add(
            arguments(requestSchema(event.path("routeKey").asText()), event.path("body").asText()));
      }
    }
    return bodies.stream();
  }

  private static JsonNode requestSchema(String route) {
    return OpenApiDocument.ofProject().operations().stream()
        .filter(operation -> operation.key().equals(route))
        .findFirst()
        .orElseThrow()
        .node()
        .at("/requestBody/content/application~1json/schema");
  }

  static Stream<Arguments> examples() {
    List<Arguments> examples = new ArrayList<>();
    JsonNode root = OpenApiDocument.ofProject().root();
    root.findValues("content")
        .forEach(content ->
            content.forEach(type ->
                type.path("examples")
                    .forEach(example ->
                        examples.add(arguments(type.path("schema"), example.path("value"))))));
    root.at("/components/schemas")
        .forEach(schema ->
            schema.path("examples").forEach(value -> examples.add(arguments(schema, value))));
    return examples.stream();
  }
}
