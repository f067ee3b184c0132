package orderflow.imports.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.Abortable;

/// A stream that goes on in a new one when the old one breaks or ends too early. It gives up when
/// new streams break several times in a row without a byte between.
final class SteadyStream extends InputStream {
  private static final int MAX_BREAKS_IN_A_ROW = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Source source;
  private final long size;
  private @Nullable InputStream part;
  private long offset;
  private int breaks;

  /// Opens the rest of the object.
  interface Source {
    InputStream open(long offset) throws IOException;
  }

  SteadyStream(Source source, InputStream first, long offset, long size) {
    this.source = source;
    this.part = first;
    this.offset = offset;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (offset < size && length > 0) {
      int count = tryRead(target, from, length);
      if (count > 0) {
        offset += count;
        breaks = 0;
        return count;
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int tryRead(byte[] target, int from, int length) throws IOException {
    try {
      int count = current().read(target, from, length);
      if (count > 0) {
        return count;
      }
      broken(new IOException("the stream ended at byte " + offset + " of " + size));
    } catch (ObjectGoneException e) {
      throw e;
    } catch (IOException | SdkException e) {
      broken(e);
    }
    return 0;
  }

  private InputStream current() throws IOException {
    InputStream now = part;
    if (now == null) {
      now = source.open(offset);
      part = now;
    }
    return now;
  }

  private void broken(Exception why) throws IOException {
    breaks++;
    close();
    if (breaks >= MAX_BREAKS_IN_A_ROW) {
      throw new IOException("the object could not be read on at byte " + offset, why);
    }
    LockSupport.parkNanos(PAUSE.multipliedBy(breaks).toNanos());
  }

  /// One while there is more: readers of gzip ask it whether another member follows.
  @Override
  public int available() {
    return offset < size ? 1 : 0;
  }

  /// Drops the connection; the rest of a large object is not read only to be thrown away.
  @Override
  public void close() {
    InputStream now = part;
    part = null;
    if (now instanceof Abortable abortable) {
      abortable.abort();
    }
  }
}
