package orderflow.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a running platform tells other processes its id and URLs: one file for each port base.
public final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public StateFile(Path data, int portBase) {
    this.file = data.resolve("platform-" + portBase + ".json");
  }

  public void write(Platform platform) throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("ready", true);
    state.putAll(platform.urls());
    state.put("functions", platform.template().functions().keySet());
    state.put("tables", platform.template().tables().keySet());
    state.put("template", platform.template().file().toAbsolutePath().toString());
    state.put("pid", ProcessHandle.current().pid());
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(unfinished.toFile(), state);
    Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /// Empty when no platform runs; a file that a killed one left behind does not count.
  public Optional<JsonNode> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode state = JSON.readTree(file.toFile());
    return ProcessHandle.of(state.path("pid").asLong())
        .filter(ProcessHandle::isAlive)
        .map(alive -> state);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
