package orderflow.system.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderflow.model.ErrorCode;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.Test;

/// Every error code is met by a scenario that speaks HTTP with the running platform.
final class ErrorCodesOverHttpTest {
  private static final Path SCENARIOS =
      Repository.path("system-tests/src/test/java/orderflow/system/scenario");
  private static final Pattern MET = Pattern.compile("problem\\(\\s*(\\d{3}),\\s*\"([a-z_]+)\"");

  @Test
  void every_error_code_is_met_with_its_status() throws IOException {
    assertThat(missing(sources())).isEmpty();
  }

  @Test
  void a_code_that_no_scenario_meets_is_found() throws IOException {
    List<String> without =
        sources().stream().map(text -> text.replace("\"out_of_stock\"", "\"none\"")).toList();
    List<String> otherStatus =
        sources().stream()
            .map(text -> text.replace("problem(409, \"out", "problem(400, \"out"))
            .toList();

    assertThat(missing(without)).containsExactly("409 out_of_stock");
    assertThat(missing(otherStatus)).containsExactly("409 out_of_stock");
  }

  private static Set<String> missing(List<String> sources) {
    Set<String> missing = new TreeSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      missing.add(code.status() + " " + code.code());
    }
    sources.forEach(text ->
        MET.matcher(text)
            .results()
            .forEach(met -> missing.remove(met.group(1) + " " + met.group(2))));
    return missing;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      for (Path file : files.toList()) {
        sources.add(Files.readString(file));
      }
    }
    assertThat(sources).hasSizeGreaterThan(10);
    return sources;
  }
}
