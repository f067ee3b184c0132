package orderflow.orders;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;

/// A dead-letter bucket that takes objects as S3 does, and nothing else. It can be closed.
final class LetterBox implements AutoCloseable {
  static final String BUCKET = "letters";

  private final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> puts = new ConcurrentHashMap<>();
  private final AtomicBoolean shut = new AtomicBoolean();
  private final HttpServer server;

  LetterBox() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/" + BUCKET + "/", this::put);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Refuses every letter until it is opened again.
  void shut(boolean now) {
    shut.set(now);
  }

  /// The letters by key.
  SortedMap<String, byte[]> objects() {
    return objects;
  }

  Json.Obj letter(String key) {
    return (Json.Obj) JsonReader.readTrusted(objects.getOrDefault(key, new byte[0]));
  }

  /// How often a letter of each key was put.
  Map<String, Integer> puts() {
    return Map.copyOf(puts);
  }

  private void put(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean refused = shut.get() || !exchange.getRequestMethod().equals("PUT");
    if (!refused) {
      String key = exchange.getRequestURI().getPath().substring(BUCKET.length() + 2);
      objects.put(key, isChunked(exchange) ? unchunked(body) : body);
      puts.merge(key, 1, Integer::sum);
    }
    exchange.sendResponseHeaders(refused ? 503 : 200, -1);
    exchange.close();
  }

  private static boolean isChunked(HttpExchange exchange) {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    return encoding != null && encoding.contains("aws-chunked");
  }

  /// A body as the SDK sends it with a checksum behind it: chunks of `size[;signature]`, CR LF,
  /// bytes, CR LF (Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
  /// Transferring Payload in Multiple Chunks").
  private static byte[] unchunked(byte[] body) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    InputStream in = new java.io.ByteArrayInputStream(body);
    for (int size = size(in); size > 0; size = size(in)) {
      whole.write(in.readNBytes(size));
      in.skipNBytes(2);
    }
    return whole.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.write(next);
    }
    return Integer.parseInt(line.toString(US_ASCII).strip().split(";", -1)[0], 16);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
