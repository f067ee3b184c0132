package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orderflow.local.dynamodb.TableView;
import software.amazon.awssdk.services.s3.S3Client;

/// What the demo does to the platform itself, each step with the command that does the same.
final class DemoPlatform implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLISECONDS = 250;

  private final DemoClient client;
  private final JsonNode state;
  private final Path folder;
  private final Console console;
  private final S3Client s3;

  /// @param state of the running platform, as `status --json` has it
  /// @param folder for the demo's files
  DemoPlatform(DemoClient client, JsonNode state, Path folder) {
    this.client = client;
    this.state = state;
    this.folder = folder;
    this.console = new Console(state.path("console").asText());
    this.s3 = LocalAws.s3(URI.create(state.path("s3").asText()));
  }

  Instant now() throws IOException, InterruptedException, Problem {
    return Instant.parse(console.read("/api/clock").path("now").asText());
  }

  Path file(String name, String content) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), content);
  }

  void moveClock(String title, String by) throws IOException, InterruptedException, Problem {
    client.step(title, "./local clock " + by);
    String duration = Console.encoded(Clock.duration(by).toString());
    JsonNode clock = console.act("POST", "/api/clock?by=" + duration, "");
    client.say("It is " + minute(clock) + " for platform and functions.");
  }

  void resetClock(String title) throws IOException, InterruptedException, Problem {
    client.step(title, "./local clock reset");
    JsonNode clock = console.act("DELETE", "/api/clock", "");
    client.say("It is " + minute(clock) + ".");
  }

  private static String minute(JsonNode clock) {
    return Instant.parse(clock.path("now").asText()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// An order's event in a shape of the future.
  void plantPoison(String title, String run) throws IOException, InterruptedException, Problem {
    ObjectNode item = poison(run, now());
    Path file = file("event-" + run + ".json", item.toString());
    client.step(title, "aws dynamodb put-item --table-name OrdersTable --item file://" + file);
    try (TableView table = new TableView(URI.create(state.path("dynamodb").asText()))) {
      table.put("OrdersTable", item);
    }
    client.say("Its version is 2, which this release does not know.");
  }

  private static ObjectNode poison(String run, Instant at) {
    ObjectNode item = JSON.createObjectNode();
    String order = (run + UUID.randomUUID()).replace("-", "").toUpperCase(Locale.ROOT);
    text(item, "orderId", "ord_" + order.substring(0, 26));
    text(item, "pk", "ORDER#" + item.at("/orderId/S").asText());
    text(item, "sk", "EVENT#0000000001");
    text(item, "id", "evt_" + run);
    text(item, "type", "order.annotated");
    text(item, "customerId", "usr_demo");
    text(item, "requestId", "demo-" + run);
    number(item, "sequence", 1);
    number(item, "version", 2);
    number(item, "occurredAt", at.toEpochMilli());
    ObjectNode actor = item.putObject("actor").putObject("M");
    text(actor, "type", "system");
    text(actor, "id", "demo");
    item.putObject("data").putObject("M");
    return item;
  }

  private static void text(ObjectNode item, String name, String value) {
    item.putObject(name).put("S", value);
  }

  private static void number(ObjectNode item, String name, long value) {
    item.putObject(name).put("N", Long.toString(value));
  }

  /// The key of the letter that carries the event of this run.
  String awaitLetter(String title, String run) throws IOException, InterruptedException, Problem {
    client.step(title, "./local failures");
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    Optional<String> key = letter(run);
    while (key.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      key = letter(run);
    }
    client.expect(key.isPresent(), "a dead letter of the event", "none");
    client.say("In quarantine, with its payload: " + key.get());
    return key.get();
  }

  private Optional<String> letter(String run) throws IOException, InterruptedException, Problem {
    for (JsonNode letter : console.read("/api/failures").path("letters")) {
      String key = letter.path("key").asText();
      if (read(key).contains("\"evt_" + run + "\"")) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  void redrive(String title, String key, String expected)
      throws IOException, InterruptedException, Problem {
    client.step(title, "./local redrive " + key);
    JsonNode letters =
        console.act("POST", "/api/redrive?key=" + Console.encoded(key), "").path("letters");
    String outcome = letters.path(0).path("outcome").asText("no letter");
    client.expect(outcome.equals(expected), expected, letters.toString());
    client.say("It was " + outcome + ".");
  }

  void mend(String title, String key) throws IOException, InterruptedException, Problem {
    String bucket = bucket();
    String place = "s3://" + bucket + "/" + key;
    ObjectNode letter = (ObjectNode) JSON.readTree(read(key));
    ((ObjectNode) letter.at("/payload/Records/0/dynamodb/NewImage/version")).put("N", "1");
    Path file = file("letter.json", letter.toString());
    client.step(
        title,
        "aws s3 cp %s %s, make its version 1, aws s3 cp %s %s".formatted(place, file, file, place));
    s3.putObject(put -> put.bucket(bucket).key(key), file);
    client.say("Its version is 1 now.");
  }

  private String read(String key) throws IOException, InterruptedException, Problem {
    String bucket = bucket();
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
  }

  private String bucket() throws IOException, InterruptedException, Problem {
    return console.read("/api/failures").path("letters").path(0).path("bucket").asText();
  }

  @Override
  public void close() {
    console.close();
    s3.close();
  }
}
