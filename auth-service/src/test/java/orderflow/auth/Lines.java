package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;

/// Captures what a function writes.
final class Lines {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  PrintStream out() {
    return out;
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  List<Json> json() {
    return text().lines().map(line -> JsonReader.readTrusted(line.getBytes(UTF_8))).toList();
  }
}
