package orderflow.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// What one process writes to its standard output and error, read from the file both are appended
/// to.
///
/// A file and not a pipe, because its length at the moment a function answers says exactly which
/// lines belong to that invocation.
final class LogFile implements AutoCloseable {

  private static final long TRUNCATE_ABOVE = 4L * 1024 * 1024;
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_LINE = 256 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private long position;

  LogFile(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Hands over the complete lines written since the last call.
  void read(Consumer<String> line) throws IOException {
    int count = channel.read(chunk.clear(), position);
    while (count > 0) {
      position += count;
      split(chunk.flip(), line);
      count = channel.read(chunk.clear(), position);
    }
  }

  /// As [#read], then the rest without a line end; an invocation is over and nothing more is
  /// expected.
  void readToEnd(Consumer<String> line) throws IOException {
    read(line);
    flush(line);
    if (position > TRUNCATE_ABOVE) {
      channel.truncate(0);
      position = 0;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private void split(ByteBuffer bytes, Consumer<String> line) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        line.accept(takeUnfinished());
      } else {
        unfinished.write(next);
        flushOverlong(line);
      }
    }
  }

  private void flushOverlong(Consumer<String> line) {
    if (unfinished.size() >= LONGEST_LINE) {
      flush(line);
    }
  }

  private void flush(Consumer<String> line) {
    if (unfinished.size() > 0) {
      line.accept(takeUnfinished());
    }
  }

  private String takeUnfinished() {
    String text = unfinished.toString(StandardCharsets.UTF_8);
    unfinished.reset();
    return text;
  }
}
