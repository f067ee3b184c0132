package orderflow.imports.csv;

import java.util.Arrays;

/// The bytes of one record without its line end, and its place in the file.
final class RawRecord {
  private final long offset;
  private final long end;
  private final long line;
  private final long lines;
  private final byte[] bytes;

  /// A record.
  ///
  /// @param offset of its first byte
  /// @param end of its line end: where the next record begins
  /// @param line it begins on, from 1
  /// @param lines it takes, line ends inside quotes included
  RawRecord(long offset, long end, long line, long lines, byte[] bytes) {
    this.offset = offset;
    this.end = end;
    this.line = line;
    this.lines = lines;
    this.bytes = bytes;
  }

  long offset() {
    return offset;
  }

  long end() {
    return end;
  }

  long line() {
    return line;
  }

  /// Lines before the record that follows.
  long linesBeforeNext() {
    return line - 1 + lines;
  }

  int length() {
    return bytes.length;
  }

  /// The bytes from a position on.
  byte[] from(int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }
}
