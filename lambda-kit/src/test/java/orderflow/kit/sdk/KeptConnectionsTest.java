package orderflow.kit.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a JVM of its own, because the JDK reads its limit once: whichever test opens the first
/// connection decides for all that follow.
final class KeptConnectionsTest {
  @TempDir Path directory;

  /// The JDK keeps five connections to a host unless told otherwise: of eight calls at once, three
  /// would pay for a new one in each round.
  @Test
  void eight_calls_at_once_use_the_same_connections_in_each_round() throws Exception {
    assertThat(connections()).isEqualTo("8");
  }

  @Test
  void what_the_operator_set_is_left_alone() throws Exception {
    assertThat(Integer.parseInt(connections("-Dhttp.maxConnections=2"))).isGreaterThan(8);
  }

  /// How many connections the probe's three rounds of eight calls took.
  private String connections(String... options) throws Exception {
    Path output = directory.resolve("connections.txt");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(List.of(options));
    builder
        .command()
        .addAll(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ConnectionsProbe.class.getName(),
                output.toString()));
    Process process = builder.inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(output);
  }
}
