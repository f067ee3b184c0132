package orderflow.system.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderflow.system.template.Repository;
import orderflow.system.template.YamlTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkflowsTest {
  private static final String FOLDER = ".github/workflows";
  private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v[0-9.]+");

  @ParameterizedTest
  @MethodSource("workflows")
  void a_workflow_runs_only_what_was_reviewed(Path workflow) {
    String yaml = Repository.text(FOLDER + "/" + workflow.getFileName());

    assertThat(faults(yaml)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("plantedFaults")
  void a_planted_fault_is_found(String found, String planted, String fault) {
    String yaml = Repository.text(FOLDER + "/ci.yml");
    assertThat(yaml).as("the text a fault is planted in").containsPattern(found);

    List<String> faults = faults(yaml.replaceAll(found, planted));

    assertThat(faults).anySatisfy(line -> assertThat(line).contains(fault));
  }

  @Test
  void there_are_workflows() {
    assertThat(workflows()).isNotEmpty();
  }

  static List<Path> workflows() {
    return Repository.files(FOLDER, ".yml");
  }

  static Stream<Arguments> plantedFaults() {
    return Stream.of(
        arguments("checkout@[0-9a-f]{40} # v", "checkout@v", "not pinned"),
        arguments("contents: read", "contents: write", "permissions"),
        arguments("    timeout-minutes: 30\n", "", "timeout-minutes"),
        arguments("concurrency:", "once:", "concurrency"),
        arguments("pull_request:", "pull_request_target:", "pull_request_target"));
  }

  private static List<String> faults(String yaml) {
    List<String> faults = new ArrayList<>();
    yaml.lines()
        .filter(line -> line.contains("uses: ") && !PINNED.matcher(line).find())
        .forEach(line -> faults.add("not pinned to a commit: " + line.strip()));
    if (yaml.contains("pull_request_target")) {
      faults.add("pull_request_target gives a stranger's code our token");
    }
    JsonNode workflow = YamlTree.parse(yaml);
    if (!workflow.path("permissions").toString().equals("{\"contents\":\"read\"}")) {
      faults.add("permissions are not contents: read");
    }
    if (!workflow.has("concurrency")) {
      faults.add("concurrency is not set: old runs go on");
    }
    workflow
        .path("jobs")
        .properties()
        .forEach(job -> {
          if (!job.getValue().has("timeout-minutes")) {
            faults.add(job.getKey() + " has no timeout-minutes");
          }
        });
    return faults;
  }
}
