package orderflow.local.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// One request passed on over a connection of its own, byte for byte in what a signature covers:
/// target, headers (`Host` among them, which the JDK's clients do not let a caller set) and body.
/// Bodies stream both ways, so memory does not grow with them.
final class ObjectHop implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEAD_BYTES = 64 * 1024;
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  /// The head of an answer.
  ///
  /// @param length of the body; empty when it ends with the connection or the last chunk
  record Head(int status, List<Map.Entry<String, String>> headers, OptionalLong length) {

    boolean isChunked() {
      return headers.stream()
          .anyMatch(header ->
              header.getKey().equalsIgnoreCase("transfer-encoding")
                  && header.getValue().equalsIgnoreCase("chunked"));
    }

    boolean hasBody(String method) {
      return !method.equals("HEAD") && status != 204 && status != 304 && length.orElse(1) > 0;
    }
  }

  private ObjectHop(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  static ObjectHop open(URI endpoint) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    try {
      socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
      return new ObjectHop(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Sends a request and waits for the head of the answer. A server that refuses a request answers
  /// without reading its body, which is not a failure.
  Head send(HttpExchange exchange, InputStream body) throws IOException {
    writeHead(exchange);
    try {
      writeBody(exchange, body);
      out.flush();
    } catch (StoreClosedException e) {
      // The answer tells why.
    }
    return readHead();
  }

  /// Sends the head and the first bytes of the body only.
  void sendPart(HttpExchange exchange, InputStream body, long bytes) throws IOException {
    writeHead(exchange);
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytes;
    int read = 0;
    while (left > 0 && read >= 0) {
      read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read > 0) {
        write(buffer, read, isChunked(exchange));
        left -= read;
      }
    }
    out.flush();
  }

  /// The answer's body, to its end.
  InputStream body(Head head) {
    if (head.isChunked()) {
      return new ChunkedBody(in);
    }
    return head.length().isPresent() ? new BoundedBody(in, head.length().getAsLong()) : in;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static boolean isOfTheConnection(String header) {
    return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  private void writeHead(HttpExchange exchange) throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append(exchange.getRequestMethod())
        .append(' ')
        .append(exchange.getRequestURI())
        .append(" HTTP/1.1\r\n");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!isOfTheConnection(name)) {
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    if (isChunked(exchange)) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void writeBody(HttpExchange exchange, InputStream body) throws IOException {
    boolean chunked = isChunked(exchange);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      write(buffer, read, chunked);
    }
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void write(byte[] buffer, int length, boolean chunked) throws StoreClosedException {
    try {
      if (chunked) {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write(buffer, 0, length);
      if (chunked) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
    } catch (IOException e) {
      throw new StoreClosedException(e);
    }
  }

  /// The store reads no more of the request.
  private static final class StoreClosedException extends IOException {
    private static final long serialVersionUID = 1;

    StoreClosedException(IOException cause) {
      super(cause);
    }
  }

  private static boolean isChunked(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("Transfer-Encoding");
  }

  private Head readHead() throws IOException {
    String[] status = readLine().split(" ", 3);
    if (status.length < 2) {
      throw new IOException("S3 closed the connection without an answer");
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    OptionalLong length = OptionalLong.empty();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      headers.add(Map.entry(name, value));
      if (name.equalsIgnoreCase("content-length")) {
        length = OptionalLong.of(Long.parseLong(value));
      }
    }
    return new Head(Integer.parseInt(status[1]), headers, length);
  }

  private String readLine() throws IOException {
    return readLine(in);
  }

  static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
      if (line.size() > HEAD_BYTES) {
        throw new IOException("A line of the answer of S3 is longer than " + HEAD_BYTES);
      }
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
