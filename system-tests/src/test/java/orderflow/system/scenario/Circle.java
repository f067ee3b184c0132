package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationHistory;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.StartRefusedException;
import orderflow.system.template.Repository;

/// The project's template with every trigger at work, for tests that move its clock, plant faults
/// and write past the API. Its day begins at ten in the morning, so that no test comes near
/// midnight unless it means to.
///
/// For one thread.
final class Circle implements AutoCloseable {
  static final String RECIPIENT = "owner@example.com";

  private static final Duration TEN_O_CLOCK = Duration.ofHours(10);
  private static final String FIRST_EVENT = "EVENT#0000000001";
  private static final Set<String> UNDER_WAY = Set.of("queued", "running");

  private final Platform platform;
  private final Map<String, Client> clients = new HashMap<>();

  private Circle(Platform platform) {
    this.platform = platform;
  }

  static Circle open() {
    try {
      Path folder = Files.createTempDirectory("circle");
      PlatformOptions options = options(Repository.path(""), PlantedTemplate.write(folder));
      Circle circle = new Circle(Platform.start(options, _ -> {}));
      circle.goToTenOClock();
      return circle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StartRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PlatformOptions options(Path home, Path template) {
    PlatformOptions own = PlatformOptions.inMemory(home);
    return new PlatformOptions(
        own.projectRoot(),
        template,
        own.data(),
        own.fresh(),
        own.ports(),
        Map.of("MailFrom", "reports@example.com", "ReportRecipients", RECIPIENT),
        own.environmentOverrides(),
        own.dynamodb(),
        own.iam(),
        own.delays(),
        own.seed(),
        own.reload(),
        own.debugPorts());
  }

  /// A whole day on at least: what the schedules of the night do is done, and the first signing key
  /// has served its time.
  private void goToTenOClock() {
    Instant now = platform.clock().instant();
    Instant goal =
        now.atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .plusDays(2)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plus(TEN_O_CLOCK);
    moveClock(Duration.between(now, goal));
  }

  Platform platform() {
    return platform;
  }

  /// Tables past the API.
  Tables tables() {
    return new Tables(platform);
  }

  Instant now() {
    return platform.clock().instant();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), ZoneOffset.UTC);
  }

  /// Moves the clock of platform and functions, and waits until what fell due is done. Tokens from
  /// before may have expired: clients log in anew.
  void moveClock(Duration by) {
    platform.clock().move(by);
    clients.clear();
    quiet();
  }

  /// Waits until no event is on its way.
  void quiet() {
    Patience.until("no event on its way", platform::isIdle);
  }

  Client anyone() {
    return new Client(platform.api(), Optional.empty());
  }

  Client customer() {
    return as("customer@example.com");
  }

  Client staff() {
    return as("staff@example.com");
  }

  Client admin() {
    return as("admin@example.com");
  }

  private Client as(String email) {
    return clients.computeIfAbsent(email, this::logIn);
  }

  /// A client with a new token.
  Client logIn(String email) {
    Answer answer =
        anyone()
            .post("/v1/auth/login")
            .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Shop.PASSWORD));
    return anyone().withToken(answer.as(200, "TokenAnswer").path("access_token").asText());
  }

  /// A new product with stock.
  void newProduct(String sku, long amount, int stock) {
    staff()
        .call("PUT", "/v1/products/" + sku)
        .header("If-None-Match", "*")
        .json(
            "{\"name\":\"%s\",\"price\":{\"amount\":%d,\"currency\":\"EUR\"},\"stock\":%d,\"active\":true}"
                .formatted(sku, amount, stock))
        .as(201, "Product");
  }

  long available(String sku) {
    return anyone().get("/v1/products/" + sku).send().as(200, "Product").path("available").asLong();
  }

  JsonNode order(String id) {
    return staff().get("/v1/orders/" + id).send().as(200, "Order");
  }

  /// The report of today.
  JsonNode report() {
    return staff().get("/v1/reports/daily/" + today()).send().as(200, "DailyReport");
  }

  /// The cursor behind the last entry of the feed.
  String feedEnd() {
    return feedFrom("/v1/events?limit=100", new ArrayList<>());
  }

  /// All events of the feed.
  List<JsonNode> feed() {
    List<JsonNode> events = new ArrayList<>();
    feedFrom("/v1/events?limit=100", events);
    return events;
  }

  /// The events of the feed since a place in it.
  List<JsonNode> feedSince(String cursor) {
    List<JsonNode> events = new ArrayList<>();
    feedFrom("/v1/events?limit=100&cursor=" + cursor, events);
    return events;
  }

  private String feedFrom(String first, List<JsonNode> events) {
    JsonNode page = staff().get(first).send().as(200, "OrderFeed");
    while (!page.path("data").isEmpty()) {
      page.path("data").forEach(events::add);
      String next = "/v1/events?limit=100&cursor=" + page.path("next").asText();
      page = staff().get(next).send().as(200, "OrderFeed");
    }
    return page.path("next").asText();
  }

  /// The event of an order with this type, once the feed has it.
  JsonNode event(String cursor, String orderId, String type) {
    return Patience.found(
        type + " of " + orderId + " in the feed",
        () ->
            feedSince(cursor).stream()
                .filter(event -> event.path("orderId").asText().equals(orderId))
                .filter(event -> event.path("type").asText().equals(type))
                .findFirst());
  }

  /// Starts a job now and waits for the end of its run. When a run on schedule is in its way, it is
  /// started again.
  JsonNode run(String job) {
    return run(job, "{}");
  }

  JsonNode run(String job, String body) {
    return Patience.until(
        "a run of " + job + " that is not skipped",
        () -> ended(start(job, body)),
        run -> !run.path("status").asText().equals("skipped"));
  }

  /// Starts a job now.
  ///
  /// @return the path of its run
  String start(String job, String body) {
    Answer answer = admin().post("/v1/jobs/" + job + "/runs").key(Shop.newKey()).json(body);
    answer.as(202, "JobRun");
    return answer.header("Location");
  }

  JsonNode ended(String run) {
    return Patience.until(
        "the end of " + run,
        () -> admin().get(run).send().as(200, "JobRun"),
        read -> !UNDER_WAY.contains(read.path("status").asText()));
  }

  /// An import when it is over.
  JsonNode imported(String id) {
    return Patience.until(
        "the end of " + id,
        () -> staff().get("/v1/imports/" + id).send().as(200, "Import"),
        read -> !read.path("finishedAt").isNull());
  }

  /// Writes an event that no code can read into the history of an order that is not there.
  void plantPoison(String orderId) {
    tables()
        .put(
            "OrdersTable",
            Map.of(
                "pk", Tables.text("ORDER#" + orderId),
                "sk", Tables.text(FIRST_EVENT),
                "id", Tables.text(orderId.replace("ord_", "evt_")),
                "version", Tables.number(999)));
  }

  void takePoison(String orderId) {
    tables().delete("OrdersTable", "ORDER#" + orderId, FIRST_EVENT);
  }

  /// A bucket's name by its place in the template.
  String bucket(String logicalId) {
    return Optional.ofNullable(platform.template().buckets().get(logicalId)).orElseThrow().name();
  }

  void put(String bucket, String key, String content) {
    try {
      platform.objects().put(bucket(bucket), key, content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> object(String bucket, String key) {
    try {
      return platform
          .objects()
          .read(bucket(bucket), key)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keys of the dead letters of a function, whoever wrote them.
  List<String> deadLetters(String function) {
    return control("GET", "/api/failures")
        .path("letters")
        .valueStream()
        .filter(letter -> letter.path("function").asText().equals(functionName(function)))
        .map(letter -> letter.path("key").asText())
        .toList();
  }

  void deleteLetter(String key) {
    platform.objects().delete(bucket("DeadLetterBucket"), key);
  }

  /// What `./local redrive KEY` does.
  JsonNode redrive(String key) {
    return control("POST", "/api/redrive?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  /// Mails to the owner with this subject.
  List<JsonNode> mails(String subject) {
    return mails(RECIPIENT, subject);
  }

  private List<JsonNode> mails(String to, String subject) {
    return control("GET", "/api/mail?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
        .valueStream()
        .filter(mail -> mail.path("subject").asText().equals(subject))
        .toList();
  }

  /// The text of the latest mail to an address with this subject, when it has come.
  String mail(String to, String subject) {
    return Patience.until(
            "a mail to " + to + ": " + subject, () -> mails(to, subject), mails -> !mails.isEmpty())
        .getFirst()
        .path("text")
        .asText();
  }

  /// What a function answers to a direct invoke (Lambda API Reference, "Invoke").
  JsonNode invoke(String logicalId, String event) {
    String path = "/2015-03-31/functions/%s/invocations".formatted(functionName(logicalId));
    Answer answer = new Client(platform.lambda(), Optional.empty()).post(path).json(event);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  private JsonNode control(String method, String path) {
    Answer answer = new Client(platform.console(), Optional.empty()).call(method, path).send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  JsonNode letter(String key) {
    return Answer.json(object("DeadLetterBucket", key).orElse("{}"));
  }

  /// A function's name by its place in the template.
  String functionName(String logicalId) {
    return Optional.ofNullable(platform.template().functions().get(logicalId)).orElseThrow().name();
  }

  /// The events that a function was last invoked with.
  List<String> events(String function) {
    return platform.functions().history().newest(500).stream()
        .map(InvocationHistory.Entry::invocation)
        .filter(invocation -> invocation.function().equals(functionName(function)))
        .map(Invocation::payload)
        .toList();
  }

  @Override
  public void close() {
    platform.close();
  }
}
