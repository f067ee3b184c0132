package orderflow.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last 4 KB of an invocation's log, which `X-Amz-Log-Type: Tail` asks for.
final class LogTail {

  private static final int LIMIT_BYTES = 4096;

  private final StringBuilder text = new StringBuilder();

  void add(String line) {
    text.append(line).append('\n');
    if (text.length() > 4 * LIMIT_BYTES) {
      text.delete(0, text.length() - LIMIT_BYTES);
    }
  }

  @Override
  public String toString() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new String(
        Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LIMIT_BYTES), bytes.length),
        StandardCharsets.UTF_8);
  }
}
