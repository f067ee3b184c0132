package orderflow.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes under way, a small file each: written before the store changes, deleted when the event
/// was taken. What is left after a crash is a change whose event may be missing. Without a folder
/// nothing outlives the process, and nothing is written.
final class Intents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> folder;

  /// A change under way.
  ///
  /// @param id the sequencer at its beginning
  record Intent(ObjectEvent.Kind kind, String bucket, String key, String id, Instant time) {}

  Intents(Optional<Path> folder) throws IOException {
    this.folder = folder;
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
  }

  void begin(Intent intent) {
    folder.ifPresent(parent -> write(parent.resolve(intent.id() + ".json"), intent));
  }

  void end(Intent intent) {
    folder.ifPresent(parent -> delete(parent.resolve(intent.id() + ".json")));
  }

  /// The changes that have not ended, oldest first.
  List<Intent> open() throws IOException {
    if (folder.isEmpty()) {
      return List.of();
    }
    List<Intent> open = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.get())) {
      for (Path file : files.filter(Intents::isIntent).sorted().toList()) {
        open.add(read(file));
      }
    }
    return open;
  }

  private static boolean isIntent(Path file) {
    return file.toString().endsWith(".json");
  }

  private static void write(Path file, Intent intent) {
    byte[] json =
        JSON.createObjectNode()
            .put("kind", intent.kind().name())
            .put("bucket", intent.bucket())
            .put("key", intent.key())
            .put("id", intent.id())
            .put("time", intent.time().toString())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.write(draft, json);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Intent read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    return new Intent(
        ObjectEvent.Kind.valueOf(json.path("kind").asText()),
        json.path("bucket").asText(),
        json.path("key").asText(),
        json.path("id").asText(),
        Instant.parse(json.path("time").asText()));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
