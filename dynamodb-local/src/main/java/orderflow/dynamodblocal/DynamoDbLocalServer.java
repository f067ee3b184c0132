package orderflow.dynamodblocal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local behind a server of its own, because its own launcher binds to every interface of
/// the machine. One database is shared by all access keys and regions.
public final class DynamoDbLocalServer implements AutoCloseable {
  private final Server server;
  private final LocalDynamoDBRequestHandler requests;

  private DynamoDbLocalServer(Server server, LocalDynamoDBRequestHandler requests) {
    this.server = server;
    this.requests = requests;
  }

  /// Starts on loopback and returns when requests are answered.
  ///
  /// @param port 0 for any free one
  /// @param data the folder to keep data in; empty keeps it in memory only
  public static DynamoDbLocalServer start(int port, Optional<Path> data) {
    SchemaCache.install();
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(
            0,
            data.isEmpty(),
            data.map(folder -> folder.toAbsolutePath().toString()).orElse(null),
            true,
            false);
    StreamIndex.create(requests);
    server.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start on port " + port, e);
    }
    return new DynamoDbLocalServer(server, requests);
  }

  /// Where clients connect: the address as digits, so that no name has to be looked up.
  public URI endpoint() {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
      // Gives the database's file back to this JVM.
      requests.shutdown();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    }
  }

  /// Runs as a process: `--port N [--data DIR]`. Prints `READY <port>` when it answers, and ends
  /// when standard input ends, so that it never outlives its parent.
  public static void main(String[] arguments) throws IOException {
    Options options = Options.parse(arguments);
    try (DynamoDbLocalServer server = start(options.port(), options.data())) {
      System.out.println("READY " + server.endpoint().getPort());
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  private record Options(int port, Optional<Path> data) {

    static Options parse(String[] arguments) {
      int port = 0;
      Optional<Path> data = Optional.empty();
      for (int i = 0; i + 1 < arguments.length; i += 2) {
        switch (arguments[i]) {
          case "--port" -> port = Integer.parseInt(arguments[i + 1]);
          case "--data" -> data = Optional.of(Path.of(arguments[i + 1]));
          default ->
              throw new IllegalArgumentException(
                  "unknown option " + arguments[i] + ": expected --port N or --data DIR");
        }
      }
      return new Options(port, data);
    }
  }
}
