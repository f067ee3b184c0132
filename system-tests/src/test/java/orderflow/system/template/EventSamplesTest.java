package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import orderflow.jobs.domain.JobCatalogue;
import orderflow.jobs.domain.JobDeclaration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EventSamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Name of a sample file up to its first word about the event → function.
  private static final Map<String, String> PREFIXES =
      Map.of(
          "auth-http", "AuthHttpFunction",
          "authorizer", "AuthorizerFunction",
          "auth-commands", "AuthCommandsFunction",
          "orders-http", "OrdersHttpFunction",
          "order-stream", "OrderStreamFunction",
          "order-commands", "OrderCommandsFunction",
          "imports-http", "ImportsHttpFunction",
          "import-file", "ImportFileFunction",
          "jobs-http", "JobsHttpFunction",
          "run-job", "RunJobFunction");

  @Test
  void each_function_has_a_sample() {
    Set<String> functions = SamTemplate.ofProject().functionIds();

    Set<String> sampled = new TreeSet<>();
    samples().forEach(path -> sampled.add(function(path)));

    assertThat(sampled).isEqualTo(functions);
  }

  @Test
  void a_sample_of_no_function_is_found() {
    assertThatThrownBy(() -> function(Path.of("events/nobody.json")))
        .hasMessageContaining("begins with the name of no function");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_of_a_route_names_a_route_of_its_function(Path sample) throws IOException {
    JsonNode event = read(sample);
    List<String> routes = new ArrayList<>();
    SamTemplate.ofProject().routes().stream()
        .filter(route -> function(sample).equals(route.function()) || isAuthorizer(sample))
        .forEach(route -> routes.add(route.key()));

    String key = event.path("routeKey").asText();

    assertThat(key.isEmpty() || routes.contains(key)).as(key).isTrue();
    assertThat(Stream.of("routeKey", "command", "Records", "job")).anyMatch(event::has);
  }

  @Test
  void a_sample_of_a_job_names_one_and_the_time_that_it_is_for() throws IOException {
    List<String> jobs = JobCatalogue.all().stream().map(JobDeclaration::name).toList();

    for (Path sample : samples()) {
      if (function(sample).equals("RunJobFunction")) {
        assertThat(jobs).contains(read(sample).path("job").asText());
        assertThat(Instant.parse(read(sample).path("scheduledFor").asText())).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "products.csv, 'sku,name,amount,currency,stock,active', 10",
    "orders.csv, 'reference,customerId,sku,quantity', 7"
  })
  void a_file_to_import_has_the_columns_of_its_kind(String file, String header, int rows) {
    List<String> lines = Repository.text("events/files/" + file).lines().toList();

    assertThat(lines).first().isEqualTo(header);
    assertThat(lines).hasSize(1 + rows);
  }

  @Test
  void the_seed_invokes_functions_with_commands() throws IOException {
    JsonNode seed = read(Repository.path("events/seed.json"));

    assertThat(seed)
        .isNotEmpty()
        .allSatisfy(step -> {
          assertThat(SamTemplate.ofProject().functionIds())
              .contains(step.path("function").asText());
          assertThat(step.at("/event/command").asText()).isNotEmpty();
          assertThat(step.at("/event/version").asInt()).isEqualTo(1);
        });
  }

  @Test
  void the_environment_file_has_the_variables_of_each_function() throws IOException {
    Map<String, Set<String>> declared = new TreeMap<>();
    SamTemplate.ofProject()
        .resources(SamTemplate.FUNCTION)
        .forEach(function -> {
          Set<String> variables =
              new TreeSet<>(names(function.properties().at("/Environment/Variables")));
          // For the JVM, not for the code: it stays as the template has it.
          variables.remove("JAVA_TOOL_OPTIONS");
          declared.put(function.id(), variables);
        });

    Map<String, Set<String>> given = new TreeMap<>();
    read(Repository.path("events/env.json"))
        .properties()
        .forEach(entry -> given.put(entry.getKey(), names(entry.getValue())));

    assertThat(given).isEqualTo(declared);
  }

  static List<Path> samples() {
    return Repository.files("events", ".json").stream()
        .filter(path -> !Set.of("seed.json", "env.json", "parameters.json").contains(name(path)))
        .toList();
  }

  private static boolean isAuthorizer(Path sample) {
    return function(sample).equals("AuthorizerFunction");
  }

  private static String function(Path sample) {
    return PREFIXES.entrySet().stream()
        .filter(entry -> name(sample).startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(sample + " begins with the name of no function"));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(Path path) throws IOException {
    return JSON.readTree(Files.readString(path));
  }
}
