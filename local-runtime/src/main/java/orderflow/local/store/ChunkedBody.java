package orderflow.local.store;

import java.io.IOException;
import java.io.InputStream;

/// A body in chunks (RFC 9112 §7.1), decoded. Trailers are dropped.
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new IOException("The body ended within a chunk");
    }
    left -= read;
    if (left == 0) {
      ObjectHop.readLine(in);
    }
    return read;
  }

  private void nextChunk() throws IOException {
    String size = ObjectHop.readLine(in);
    int extension = size.indexOf(';');
    try {
      left = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
    } catch (NumberFormatException e) {
      throw new IOException("No size of a chunk: " + size, e);
    }
    ended = left == 0;
  }
}
