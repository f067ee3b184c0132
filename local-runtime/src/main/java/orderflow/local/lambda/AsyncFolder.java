package orderflow.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Keeps the events of the asynchronous queue over a stop or a kill of the platform: one file an
/// event. Without a folder nothing is kept.
final class AsyncFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Optional<Path> folder;

  AsyncFolder(Optional<Path> folder) {
    this.folder = folder;
  }

  /// Writes the event at once: after a kill the file holds it as it was before or as it is now.
  void write(AsyncEvent event) throws IOException {
    if (folder.isPresent()) {
      Path file = file(folder.get(), event);
      Path unfinished = file.resolveSibling(event.id() + ".new");
      Files.createDirectories(folder.get());
      JSON.writeValue(unfinished.toFile(), json(event));
      Files.move(
          unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  void delete(AsyncEvent event) throws IOException {
    if (folder.isPresent()) {
      Files.deleteIfExists(file(folder.get(), event));
    }
  }

  /// All events kept, in no order.
  ///
  /// @param unreadable is told of files that hold no event; they stay where they are
  List<AsyncEvent> read(Consumer<String> unreadable) throws IOException {
    List<AsyncEvent> events = new ArrayList<>();
    for (Path file : files()) {
      try {
        events.add(event(JSON.readTree(file.toFile())));
      } catch (IOException | DateTimeParseException e) {
        unreadable.accept(file + " holds no event and is left alone: " + e.getMessage());
      }
    }
    return events;
  }

  private List<Path> files() throws IOException {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  private static Path file(Path folder, AsyncEvent event) {
    return folder.resolve(event.id() + SUFFIX);
  }

  private static ObjectNode json(AsyncEvent event) {
    Invocation invocation = event.invocation();
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", event.id())
            .put("requestId", event.requestId())
            .put("function", invocation.function())
            .put("qualifier", invocation.qualifier())
            .put("payload", invocation.payload())
            .put("traceHeader", invocation.traceHeader())
            .put("clientContext", invocation.clientContext())
            .put("acceptedAt", event.acceptedAt().toString())
            .put("attempts", event.attempts())
            .put("setbacks", event.setbacks())
            .put("dueAt", event.dueAt().toString());
    event.response().ifPresent(response -> json.put("response", response));
    event
        .end()
        .ifPresent(
            end -> json.put("condition", end.condition()).put("endedAt", end.at().toString()));
    return json;
  }

  private static AsyncEvent event(JsonNode json) {
    return new AsyncEvent(
        json.path("id").asText(),
        json.path("requestId").asText(),
        invocation(json),
        instant(json, "acceptedAt"),
        json.path("attempts").asInt(),
        json.path("setbacks").asInt(),
        instant(json, "dueAt"),
        text(json, "response"),
        text(json, "condition")
            .map(condition -> new AsyncEvent.End(condition, instant(json, "endedAt"))));
  }

  private static Invocation invocation(JsonNode json) {
    return new Invocation(
        json.path("function").asText(),
        json.path("qualifier").asText(),
        json.path("payload").asText(),
        json.path("traceHeader").asText(),
        json.path("clientContext").asText());
  }

  private static Instant instant(JsonNode json, String member) {
    return Instant.parse(json.path(member).asText());
  }

  private static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.get(member)).map(JsonNode::asText);
  }
}
