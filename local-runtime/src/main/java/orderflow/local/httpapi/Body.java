package orderflow.local.httpapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The bytes of a request or an answer.
final class Body {

  static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  static Body ofText(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws IllegalArgumentException if the text is not base64
  static Body ofBase64(String text) {
    return new Body(Base64.getDecoder().decode(text));
  }

  /// Reads a whole body but keeps only one byte more than a limit, so that an overlong one shows. A
  /// client whose body is not taken off the connection would see a broken connection and no answer.
  static Body read(InputStream stream, int limit) throws IOException {
    Body body = new Body(stream.readNBytes(limit + 1));
    stream.transferTo(OutputStream.nullOutputStream());
    return body;
  }

  int size() {
    return bytes.length;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  void writeTo(OutputStream stream) throws IOException {
    stream.write(bytes);
  }
}
