package orderflow.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Where a running platform tells other processes its id and URLs: one file for each port base,
/// `platform-<base>.json` in the data folder, with the members of [PlatformStatus] and `portBase`.
public final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final int portBase;

  public StateFile(Path data, int portBase) {
    this.file = data.resolve("platform-" + portBase + ".json");
    this.portBase = portBase;
  }

  /// Writes the whole file at once: a reader never sees half of it.
  public void write(PlatformStatus status) throws IOException {
    ObjectNode state = status.toJson().put("portBase", portBase);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(unfinished.toFile(), state);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
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
