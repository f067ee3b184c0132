package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cold start loads, seen in the class log of a JVM of its own: each class costs a third of
/// a millisecond, and these libraries hundreds of classes.
final class LoadedClassesTest {
  private static final String CREDENTIALS =
      "{\"email\":\"a@example.com\",\"password\":\"try-it-out-locally\"}";

  private final AuthTables tables = AuthTables.create();

  @TempDir Path directory;

  @Test
  void an_authorization_loads_neither_client_nor_databind_nor_password_hashing() throws Exception {
    seed();

    Run run = run("authorizer", accessToken());

    assertThat(run.result()).isEqualTo("ok");
    assertThat(run.loaded("software.amazon.awssdk.services.dynamodb.")).isEmpty();
    assertThat(run.loaded("com.fasterxml.jackson.databind.ObjectMapper")).isEmpty();
    assertThat(run.loaded("com.password4j.")).isEmpty();
    assertThat(run.loaded("orderflow.auth.dynamodb.")).isEmpty();
    assertThat(run.loaded("orderflow.auth.token.AccessTokenVerifier")).isNotEmpty();
  }

  @Test
  void a_login_builds_no_object_mapper() throws Exception {
    seed();

    Run run = run("login", CREDENTIALS);

    assertThat(run.result()).isEqualTo("200");
    assertThat(run.loaded("com.fasterxml.jackson.databind.ObjectMapper")).isEmpty();
    assertThat(run.loaded("com.auth0.jwt.algorithms.Algorithm")).isNotEmpty();
  }

  /// One child JVM.
  private record Run(String result, List<String> classLog) {

    List<String> loaded(String prefix) {
      return classLog.stream().filter(line -> line.contains(" " + prefix)).toList();
    }
  }

  private Run run(String function, String argument) throws Exception {
    Path classLog = directory.resolve("classes.log");
    Path output = directory.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + classLog,
                "-cp",
                System.getProperty("java.class.path"),
                LoadProbe.class.getName(),
                function,
                argument)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(tables.environment());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    try (Stream<String> loaded = Files.lines(classLog)) {
      return new Run(lines.getLast(), loaded.toList());
    }
  }

  private void seed() {
    String event =
        """
        {"command":"SeedAccounts","version":1,"items":[
          {"email":"a@example.com","password":"try-it-out-locally","roles":["customer"]}]}
        """;
    Commands.invoke(new AuthCommandsFunction(tables.environment(), new Lines().out()), event);
  }

  private String accessToken() {
    AuthHttpFunction function = new AuthHttpFunction(tables.environment(), new Lines().out());
    Json.Obj body =
        (Json.Obj)
            JsonReader.readTrusted(
                function
                    .handleRequest(HttpEvents.post("/v1/auth/login", CREDENTIALS), Contexts.fresh())
                    .getBody()
                    .getBytes(UTF_8));
    return ((Json.Str) body.get("access_token").orElseThrow()).value();
  }
}
