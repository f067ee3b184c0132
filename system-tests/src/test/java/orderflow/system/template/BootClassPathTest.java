package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the jars that the template puts on the boot class path equal to the libraries of the
/// packages: a raised version that is forgotten there would silently cost its cold start again.
final class BootClassPathTest {
  /// Not there: our own jars, the runtime's interfaces, which must be the runtime's own classes,
  /// password4j, which looks for its settings through its class loader, and the libraries in C.
  private static final List<String> ELSEWHERE =
      List.of(
          "auth-service",
          "orders-service",
          "s3-ingest-service",
          "scheduled-jobs",
          "schedule-expressions",
          "lambda-kit",
          "shared-model",
          "aws-lambda-java",
          "joda-time",
          "jspecify",
          "password4j",
          "argon2-jvm");

  @Test
  void the_boot_class_path_names_every_library_of_the_packages() {
    assertThat(onBootClassPath()).isEqualTo(libraries());
  }

  private static Set<String> onBootClassPath() {
    Set<String> names = new TreeSet<>();
    SamTemplate.ofProject()
        .root()
        .at("/Globals/Function/Environment/Variables/JAVA_TOOL_OPTIONS/Fn::Join/1/1/Fn::Join/1")
        .forEach(jar -> names.add(jar.asText().replace("/var/task/lib/", "")));
    return names;
  }

  private static Set<String> libraries() {
    return Services.modules().stream()
        .flatMap(module -> jars(Repository.path(module).resolve("target/lambda/lib")))
        .filter(jar -> ELSEWHERE.stream().noneMatch(jar::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
