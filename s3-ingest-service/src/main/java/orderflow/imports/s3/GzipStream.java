package orderflow.imports.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// What a file of gzip (RFC 1952) holds, one member after the other. What it gives is bounded by
/// its own size, so that a small file cannot keep a function busy for hours.
public final class GzipStream extends InputStream {
  /// How many times its size a file may give. Tables compress to a fifth, at best a fiftieth.
  public static final long MAX_RATIO = 200;

  /// What every file may give.
  public static final long ALWAYS = 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream unzipped;
  private final long limit;
  private long given;

  private GzipStream(InputStream unzipped, long limit) {
    this.unzipped = unzipped;
    this.limit = limit;
  }

  /// Whether a file begins as gzip does; what is read to know it is put back.
  ///
  /// @param file with room for two bytes
  public static boolean isGzip(PushbackInputStream file) throws IOException {
    byte[] start = file.readNBytes(2);
    file.unread(start);
    return start.length == 2
        && ((start[0] & 0xff) | (start[1] & 0xff) << 8) == GZIPInputStream.GZIP_MAGIC;
  }

  /// The content of a file.
  ///
  /// @param file says by `available` whether there is more of it
  /// @param size of the file in bytes
  /// @throws GzipException here or later, when it is damaged or gives too much
  public static GzipStream of(InputStream file, long size) throws IOException {
    try {
      return new GzipStream(
          new GZIPInputStream(file, BUFFER_BYTES), Math.max(ALWAYS, MAX_RATIO * size));
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int count;
    try {
      count = unzipped.read(target, from, length);
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
    given += Math.max(0, count);
    if (given > limit) {
      throw new GzipException("more than " + limit + " bytes", true);
    }
    return count;
  }

  private static GzipException damaged(IOException e) {
    return new GzipException(String.valueOf(e.getMessage()), false);
  }

  @Override
  public void close() throws IOException {
    unzipped.close();
  }
}
