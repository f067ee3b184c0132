package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// How far a mapping has come in each shard of a stream, in one file that is replaced as a whole.
/// Another stream's numbers mean nothing: after a table was made anew they are forgotten.
final class Checkpoints {
  private final Optional<Path> file;
  private final ObjectNode state;

  private Checkpoints(Optional<Path> file, ObjectNode state) {
    this.file = file;
    this.state = state;
  }

  /// @throws IOException if the folder cannot be written or the file is damaged
  static Checkpoints open(Optional<Path> folder, String mapping, String stream) throws IOException {
    ObjectNode empty = StoreApi.JSON.createObjectNode().put("stream", stream);
    if (folder.isEmpty()) {
      return new Checkpoints(Optional.empty(), empty);
    }
    Path file = Files.createDirectories(folder.get()).resolve(mapping + ".json");
    if (Files.exists(file)
        && StoreApi.JSON.readTree(file.toFile()) instanceof ObjectNode known
        && known.path("stream").asText().equals(stream)) {
      return new Checkpoints(Optional.of(file), known);
    }
    return new Checkpoints(Optional.of(file), empty);
  }

  synchronized Optional<String> after(String shard) {
    JsonNode sequence = state.path("shards").path(shard);
    return Optional.ofNullable(sequence.textValue());
  }

  /// Everything up to a sequence number is handled.
  synchronized void put(String shard, String sequence) throws IOException {
    state.withObjectProperty("shards").put(shard, sequence);
    if (file.isPresent()) {
      Path unfinished = file.get().resolveSibling(file.get().getFileName() + ".new");
      StoreApi.JSON.writeValue(unfinished.toFile(), state);
      Files.move(
          unfinished,
          file.get(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
