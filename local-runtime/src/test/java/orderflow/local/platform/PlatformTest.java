package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.store.IamMode;
import org.junit.jupiter.api.Test;

class PlatformTest {
  private static final Path TEMPLATES = Path.of("target/test-classes/platform").toAbsolutePath();

  @Test
  void a_template_runs_seeded_and_leaves_no_process_behind() throws Exception {
    Set<Long> before = children();
    Platform platform = Platform.start(options("template.yaml", Ports.any()), text -> {});
    JsonNode environment;
    PlatformStatus status;
    try (platform) {
      environment = get(platform.api() + "/answer");
      status = platform.status();
      assertThat(get(platform.console() + "/api/status").path("ready").asBoolean()).isTrue();
    }

    assertThat(environment.path("TABLE").asText()).isEqualTo("Small");
    assertThat(environment.path("AWS_ENDPOINT_URL_DYNAMODB").asText())
        .isEqualTo(platform.dynamodb().toString());
    assertThat(environment.path("AWS_ENDPOINT_URL_LAMBDA").asText())
        .isEqualTo(platform.lambda().toString());
    assertThat(environment.path("AWS_SESSION_TOKEN").asText()).isEqualTo("Answers");
    assertThat(status.functions())
        .singleElement()
        .satisfies(function -> assertThat(function.invocations()).isEqualTo(2));
    assertThat(status.tables()).containsExactly("Small");
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void a_refused_template_names_its_lines_and_the_missing_package_in_one_go() {
    PlatformOptions options = options("refused.yaml", Ports.any());

    assertThatThrownBy(() -> Platform.start(options, text -> {}))
        .asInstanceOf(type(StartRefusedException.class))
        .satisfies(refused -> {
          List<StartProblem> problems = refused.problems();
          assertThat(problems)
              .anyMatch(problem -> problem.found().contains("refused.yaml:3:3"))
              .anyMatch(problem ->
                  problem.found().contains("no package of Unbuilt")
                      && problem.remedy().contains("./mvnw -DskipTests package"));
        });
  }

  @Test
  void a_port_in_use_is_told_with_its_owner() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(taken.getLocalPort(), 0, 0, 0, 0, 0);
      PlatformOptions options = options("template.yaml", ports);

      assertThatThrownBy(() -> Platform.start(options, text -> {}))
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void a_seed_that_is_not_ok_stops_the_start_with_its_answer_and_no_process_is_left() {
    Set<Long> before = children();
    PlatformOptions options = options("../badseed/template.yaml", Ports.any());

    assertThatThrownBy(() -> Platform.start(options, text -> {}))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("Answers")
        .hasMessageContaining("not_found");
    assertThat(children()).isEqualTo(before);
  }

  private static PlatformOptions options(String template, Ports ports) {
    return new PlatformOptions(
        Path.of("..").toAbsolutePath().normalize(),
        TEMPLATES.resolve(template),
        Optional.empty(),
        true,
        ports,
        Map.of(),
        Map.of(),
        Optional.of(TestTables.endpoint()),
        IamMode.ENFORCE,
        RetryDelays.SHORT,
        true,
        false,
        Map.of());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static JsonNode get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
