package orderflow.imports.s3;

import java.io.IOException;

/// A compressed file that can never be read to its end, however often it is tried.
public final class GzipException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  GzipException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  /// Whether it gives more than is read; else it is damaged.
  public boolean isTooLarge() {
    return tooLarge;
  }
}
