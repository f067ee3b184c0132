package orderflow.system.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With `-Dgenerate=true` it writes the files first.
final class GeneratedFilesTest {
  private static final String HOW =
      "a generated file differs from its source; write it with: ./mvnw -pl system-tests -am verify"
          + " -Dgenerate=true -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false";

  @BeforeAll
  static void writeWhenAsked() throws IOException {
    if (Boolean.getBoolean("generate")) {
      for (Map.Entry<String, String> file : GeneratedFiles.all().entrySet()) {
        Path path = Repository.path(file.getKey());
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, file.getValue());
      }
    }
  }

  @Test
  void generated_files_are_what_their_sources_give() {
    Map<String, String> expected = GeneratedFiles.all();

    Map<String, String> found = new TreeMap<>();
    expected.keySet().stream()
        .filter(path -> Files.exists(Repository.path(path)))
        .forEach(path -> found.put(path, Repository.text(path)));

    assertThat(found).as(HOW).isEqualTo(expected);
  }

  @Test
  void no_page_is_left_of_a_code_that_is_gone() {
    assertThat(Repository.files(GeneratedFiles.PROBLEMS, ".md"))
        .extracting(path -> GeneratedFiles.PROBLEMS + "/" + path.getFileName())
        .isSubsetOf(GeneratedFiles.all().keySet());
  }
}
