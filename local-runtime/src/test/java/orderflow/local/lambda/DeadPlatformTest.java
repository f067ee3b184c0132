package orderflow.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadPlatformTest {

  @Test
  void function_in_mid_request_dies_with_a_killed_platform(@TempDir Path data) throws Exception {
    Process platform =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Platform.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(platform.getInputStream(), StandardCharsets.UTF_8))) {
      long function = Long.parseLong(output.readLine());

      platform.destroyForcibly();

      assertThat(Eventually.holds(() -> !isAlive(function))).isTrue();
    } finally {
      platform.destroyForcibly();
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  /// A platform that has one function working for ever and says its process id.
  static final class Platform {

    private Platform() {}

    public static void main(String[] arguments) throws Exception {
      LambdaService lambda =
          new LambdaService(
              LambdaFixture.settings(Path.of(arguments[0])),
              List.of(LambdaFixture.obedient()),
              report -> {});
      String process =
          LambdaFixture.payload(lambda.invoke(LambdaFixture.order("process", ""))).toString();
      Thread.ofVirtual().start(() -> System.out.println(process));
      lambda.invoke(LambdaFixture.order("await file", "/nowhere/at/all"));
    }
  }
}
