package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir private Path data;

  @Test
  void a_running_platform_is_found_by_its_port_base() throws Exception {
    write(3000, ProcessHandle.current().pid());

    JsonNode found = new StateFile(data, 3000).read().orElseThrow();

    assertThat(found.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(new StateFile(data, 4000).read()).isEmpty();
  }

  @Test
  void a_file_that_a_killed_platform_left_behind_does_not_count() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    write(3000, ended.pid());

    assertThat(new StateFile(data, 3000).read()).isEmpty();
  }

  @Test
  void a_platform_that_stops_takes_its_file_along() throws Exception {
    write(3000, ProcessHandle.current().pid());
    StateFile state = new StateFile(data, 3000);

    state.delete();
    state.delete();

    assertThat(state.read()).isEmpty();
    assertThat(data).isEmptyDirectory();
  }

  private void write(int portBase, long pid) throws Exception {
    ObjectNode state = new ObjectMapper().createObjectNode().put("pid", pid);
    Files.writeString(data.resolve("platform-" + portBase + ".json"), state.toString());
  }
}
