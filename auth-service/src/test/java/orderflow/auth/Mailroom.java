package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way from the HTTP function to a mailbox: a server that plays Lambda's queue, whose events
/// the commands function gets when [#deliver] is called, and one that plays SES. Time can be moved.
final class Mailroom implements AutoCloseable {
  static final String SENDER = "shop@example.com";
  private static final Pattern CODE = Pattern.compile("(?m)^ {4}([0-9A-Z]{4}-[0-9A-Z]{4})$");
  private static final String SENT =
      """
      <SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
        <SendEmailResult><MessageId>m-1</MessageId></SendEmailResult>
      </SendEmailResponse>
      """;

  private final Path offset = offsetFile();
  private final HttpServer lambda = serve(this::queue);
  private final HttpServer ses = serve(this::mail);
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  final List<String> queued = new CopyOnWriteArrayList<>();

  /// Statuses that SES answers with before it takes mails.
  final List<Integer> refusals = new CopyOnWriteArrayList<>();

  final AtomicInteger lambdaStatus = new AtomicInteger(202);
  final AuthApi api;

  Mailroom() {
    this(SENDER);
  }

  Mailroom(String sender) {
    this.api =
        new AuthApi(
            Map.of(
                "AWS_ENDPOINT_URL_LAMBDA", url(lambda),
                "AWS_ENDPOINT_URL_SES", url(ses),
                "MAIL_FROM", sender,
                "CLOCK_OFFSET_FILE", offset.toString()));
  }

  /// What SES was given.
  record Mail(String from, String to, String subject, String text, String html) {

    String code() {
      Matcher matcher = CODE.matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("no code in the mail: " + text);
      }
      return matcher.group(1);
    }
  }

  /// Hands every event that waits to the commands function, in order.
  List<String> deliver() {
    List<String> events = List.copyOf(queued);
    queued.clear();
    return events.stream().map(api::command).toList();
  }

  List<Mail> mails() {
    return List.copyOf(mails);
  }

  Mail lastMail() {
    return mails.getLast();
  }

  /// Moves the clock of every function.
  void moveClock(Duration time) {
    try {
      Files.writeString(offset, time.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lambda.stop(0);
    ses.stop(0);
  }

  private void queue(HttpExchange exchange) throws IOException {
    String event = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (lambdaStatus.get() == 202) {
      queued.add(event);
    }
    answer(exchange, lambdaStatus.get(), "");
  }

  private void mail(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!refusals.isEmpty()) {
      int status = refusals.removeFirst();
      answer(
          exchange,
          status,
          "<ErrorResponse><Error><Code>MessageRejected</Code></Error></ErrorResponse>");
      return;
    }
    Map<String, String> form = form(body);
    mails.add(
        new Mail(
            form.getOrDefault("Source", ""),
            form.getOrDefault("Destination.ToAddresses.member.1", ""),
            form.getOrDefault("Message.Subject.Data", ""),
            form.getOrDefault("Message.Body.Text.Data", ""),
            form.getOrDefault("Message.Body.Html.Data", "")));
    answer(exchange, 200, SENT);
  }

  private static Map<String, String> form(String body) {
    return Stream.of(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpServer serve(HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path offsetFile() {
    try {
      return Files.writeString(Files.createTempFile("clock", ".txt"), "PT0S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
