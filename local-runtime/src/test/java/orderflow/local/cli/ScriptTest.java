package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs a copy of `./local` beside an empty project.
final class ScriptTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path project;

  @BeforeEach
  void copy_the_script() throws IOException {
    Files.copy(ROOT.resolve("local"), project.resolve("local"));
    Files.createDirectory(project.resolve(".mvn"));
    Files.copy(ROOT.resolve(".mvn/jdk.sh"), project.resolve(".mvn/jdk.sh"));
  }

  @Test
  void without_a_jdk_it_says_one_sentence() throws Exception {
    Result result = run(Map.of("ORDERFLOW_JDK_DIRS", ""), "status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.text().lines()).hasSize(1);
    assertThat(result.text()).contains("JDK 25 or newer");
  }

  @Test
  void finds_a_jdk_25_beside_an_older_java_on_the_path() throws Exception {
    jdk("bin17", "17.0.1");
    jdk("jdks/25", "25.0.1");
    Files.createDirectories(project.resolve("local-runtime/target"));
    Files.createFile(project.resolve("local-runtime/target/local-runtime.jar"));

    Result result =
        run(
            Map.of(
                "ORDERFLOW_JDK_DIRS",
                project.resolve("jdks").toString(),
                "PATH",
                project.resolve("bin17/bin") + ":/usr/bin:/bin"),
            "status");

    assertThat(result.code()).isZero();
    assertThat(result.text().strip()).isEqualTo("this is 25.0.1");
  }

  @Test
  void help_does_not_build() throws Exception {
    jdk("jdks/25", "25.0.1");

    Result result = run(Map.of("ORDERFLOW_JDK_DIRS", project.resolve("jdks").toString()), "--help");

    assertThat(result.code()).isZero();
    assertThat(result.text()).contains("usage: ./local").doesNotContain("building");
  }

  private void jdk(String folder, String version) throws IOException {
    Path home = project.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = home.resolve("bin").resolve(program);
      Files.writeString(file, "#!/bin/sh\necho this is " + version + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
  }

  private Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", project.resolve("local").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools().toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  /// The programs the script needs, without any java.
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(project.resolve("tools"));
    for (String name : List.of("sh", "dirname", "ls", "sed", "readlink", "find", "head", "mkdir")) {
      Path link = tools.resolve(name);
      if (!Files.exists(link)) {
        Path usual = Path.of("/usr/bin", name);
        Files.createSymbolicLink(link, Files.exists(usual) ? usual : Path.of("/bin", name));
      }
    }
    return tools;
  }

  private record Result(int code, String text) {}
}
