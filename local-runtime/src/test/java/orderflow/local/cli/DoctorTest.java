package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  private final CommandLineFixture command = new CommandLineFixture();

  @Test
  void tells_of_a_port_in_use_and_what_to_do(@TempDir Path data) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      int code = command.run("doctor", "--port-base", port, "--data", data.toString());

      assertThat(code).isEqualTo(1);
      assertThat(command.out())
          .contains("problem  ports  port " + port, "--port-base N")
          .contains("ok       JDK", "ok       data");
    }
  }
}
