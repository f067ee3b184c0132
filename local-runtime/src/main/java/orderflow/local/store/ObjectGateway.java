package orderflow.local.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import orderflow.local.lambda.LoopbackServer;

/// Stands before S3. A function is known by its session token, in a header or in the query of a
/// presigned URL, and held to its policy; a caller without one is not restricted. Requests and
/// answers pass unchanged and as streams, so that S3 itself checks signature, length and checksum.
///
/// A browser's form upload carries its token in the form and is not restricted.
public final class ObjectGateway implements AutoCloseable {
  private static final int BATCH_BYTES = 4 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  /// A client that still sends when it is refused sees the refusal only after its body.
  private static final long DRAINED_BYTES = 16L * 1024 * 1024;

  /// Headers whose effect would be missing without a word.
  private static final List<String> NOT_EMULATED =
      List.of(
          "x-amz-tagging",
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold",
          "x-amz-website-redirect-location",
          "x-amz-write-offset-bytes");

  private final URI upstream;
  private final AccessRules rules;
  private final StoreFaults<ObjectFault> faults = new StoreFaults<>();
  private final LoopbackServer server;

  /// Starts the gateway.
  ///
  /// @param port 0 for a free one
  /// @throws IOException if the port is in use
  public ObjectGateway(URI upstream, AccessRules rules, int port) throws IOException {
    this.upstream = upstream;
    this.rules = rules;
    this.server = LoopbackServer.start(port, this::handle);
  }

  public String url() {
    return server.url();
  }

  /// What tests plant into this gateway, and the count of its calls.
  public StoreFaults<ObjectFault> faults() {
    return faults;
  }

  @Override
  public void close() {
    server.close();
    faults.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectCall call =
          ObjectCall.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              header(exchange, "x-amz-copy-source"));
      String caller =
          header(exchange, "X-Amz-Security-Token")
              .or(() -> Optional.ofNullable(call.query().get("X-Amz-Security-Token")))
              .orElse("");
      checked(exchange, call, caller);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void checked(HttpExchange exchange, ObjectCall call, String caller)
      throws IOException, InterruptedException {
    Optional<String> unknown =
        NOT_EMULATED.stream().filter(exchange.getRequestHeaders()::containsKey).findFirst();
    if (unknown.isPresent()) {
      refuse(exchange, 501, "NotImplemented", unknown.get() + " is not emulated: leave it out");
      return;
    }
    InputStream body = exchange.getRequestBody();
    List<Access> accesses = call.accesses();
    if (call.isBatchDelete()) {
      byte[] keys = body.readNBytes(BATCH_BYTES);
      if (keys.length == BATCH_BYTES) {
        refuse(exchange, 400, "MalformedXML", "DeleteObjects takes 1000 keys at most");
        return;
      }
      accesses = BatchDelete.keys(keys).stream().map(call::deletion).toList();
      body = new ByteArrayInputStream(keys);
    }
    Optional<String> refusal = rules.refusal(caller, accesses);
    if (refusal.isPresent()) {
      refuse(exchange, 403, "AccessDenied", refusal.get());
      return;
    }
    StoreRequest request = faults.register(caller, call.action(), call.resources());
    faulty(new Passage(exchange, call, request, body));
  }

  private record Passage(
      HttpExchange exchange, ObjectCall call, StoreRequest request, InputStream body) {}

  private void faulty(Passage passage) throws IOException, InterruptedException {
    Optional<ObjectFault> fault = faults.take(passage.request());
    if (fault.isEmpty()) {
      pass(passage, Long.MAX_VALUE, true);
      return;
    }
    switch (fault.get()) {
      case ObjectFault.Refuse refuse ->
          refuse(passage.exchange(), refuse.status(), refuse.code(), "A planted fault");
      case ObjectFault.CutUpload cut -> cutUpload(passage, cut.bytes());
      case ObjectFault.CutDownload cut -> pass(passage, cut.bytes(), true);
      case ObjectFault.LoseAnswer lost -> pass(passage, 0, false);
      case ObjectFault.Hang hang -> faults.hang();
    }
  }

  private void pass(Passage passage, long answerBytes, boolean answers) throws IOException {
    faults.runBefore(passage.request());
    try (ObjectHop hop = ObjectHop.open(upstream)) {
      ObjectHop.Head head = hop.send(passage.exchange(), passage.body());
      faults.runAfter(passage.request());
      if (answers) {
        answer(passage, hop, head, answerBytes);
      }
    }
  }

  /// The store sees a body that breaks off: its connection closes before the announced length.
  private void cutUpload(Passage passage, long bytes) throws IOException {
    try (ObjectHop hop = ObjectHop.open(upstream)) {
      hop.sendPart(passage.exchange(), passage.body(), bytes);
    }
  }

  private void answer(Passage passage, ObjectHop hop, ObjectHop.Head head, long bytes)
      throws IOException {
    if (head.status() == 404 && passage.call().readsObject()) {
      Optional<String> hidden = rules.refusal(passage.request().caller(), passage.call().listing());
      if (hidden.isPresent()) {
        refuse(passage.exchange(), 403, "AccessDenied", hidden.get());
        return;
      }
    }
    drain(passage.exchange());
    HttpExchange exchange = passage.exchange();
    boolean hasBody = head.hasBody(exchange.getRequestMethod());
    head.headers().stream()
        .filter(header -> !ObjectHop.isOfTheConnection(header.getKey()))
        .forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
    exchange.sendResponseHeaders(head.status(), hasBody ? head.length().orElse(0) : -1);
    if (hasBody) {
      copy(hop.body(head), exchange.getResponseBody(), bytes);
    }
  }

  private static void copy(InputStream body, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        out.close();
        return;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    out.flush();
  }

  private static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    drain(exchange);
    ObjectError.send(exchange, status, code, message);
  }

  private static void drain(HttpExchange exchange) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = DRAINED_BYTES;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = exchange.getRequestBody().read(buffer);
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
