package orderflow.local.lambda;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on 127.0.0.1 only, with a virtual thread for each request.
public final class LoopbackServer implements AutoCloseable {

  private static final int BACKLOG = 1024;

  static {
    // Read once, when the first server is made: without it a small answer waits 40 ms for the
    // client's next packet.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /// Starts a server.
  ///
  /// @param port the port, or 0 for a free one
  /// @throws IOException if the port is in use; the message names it
  public static LoopbackServer start(int port, HttpHandler handler) throws IOException {
    LoopbackServer started = new LoopbackServer(bind(port));
    started.server.createContext("/", handler);
    started.server.setExecutor(started.threads);
    started.server.start();
    return started;
  }

  /// The port it listens on.
  public int port() {
    return server.getAddress().getPort();
  }

  /// `http://127.0.0.1:PORT`.
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /// Stops at once; requests under way lose their connection.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer bind(int port) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException("Port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage(), e);
    }
  }
}
