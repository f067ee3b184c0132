package orderflow.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;

/// Keeps how far each schedule has come over a restart of the platform; without a file nothing is
/// kept. A schedule whose expression or zone has changed is a new one.
final class ProgressFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;
  private final JsonNode before;

  /// @throws IOException if the file cannot be read or holds something else
  ProgressFile(Optional<Path> file) throws IOException {
    this.file = file.map(Path::toAbsolutePath);
    this.before =
        this.file.isPresent() && Files.exists(this.file.get())
            ? JSON.readTree(this.file.get().toFile())
            : JSON.createObjectNode();
  }

  /// What the former platform left.
  Optional<Progress> of(String name, String definition) throws IOException {
    JsonNode entry = before.path(name);
    if (!entry.path("schedule").asText().equals(definition)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Progress(instant(entry, "start"), instant(entry, "last")));
    } catch (DateTimeParseException e) {
      throw new IOException(file.orElseThrow() + " holds no times of schedules: delete it", e);
    }
  }

  /// Writes all schedules at once.
  void write(Collection<Schedule> schedules) throws IOException {
    if (file.isPresent()) {
      ObjectNode json = JSON.createObjectNode();
      schedules.forEach(schedule ->
          schedule
              .progress()
              .ifPresent(progress ->
                  json.putObject(schedule.name())
                      .put("schedule", schedule.definition())
                      .put("start", progress.start().toString())
                      .put("last", progress.last().toString())));
      replace(file.get(), json);
    }
  }

  private static void replace(Path file, ObjectNode json) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(file.getParent());
    JSON.writeValue(unfinished.toFile(), json);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Instant instant(JsonNode entry, String member) {
    return Instant.parse(entry.path(member).asText());
  }
}
