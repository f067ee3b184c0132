package orderflow.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/// Looks whether the ports are free.
final class PortChecks {
  private PortChecks() {}

  static List<StartProblem> problems(Ports ports) {
    return IntStream.of(
            ports.api(),
            ports.lambda(),
            ports.console(),
            ports.dynamodb(),
            ports.s3(),
            ports.mail())
        .filter(port -> port != 0 && !isFree(port))
        .mapToObj(PortChecks::problem)
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: a port whose last connections linger is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static StartProblem problem(int port) {
    String owner = PortOwner.of(port).map(text -> " by " + text).orElse("");
    return new StartProblem(
        "port " + port + " on 127.0.0.1 is in use" + owner,
        "a free port",
        "stop that process (a platform: ./local down), or choose others with --port-base N");
  }
}
