package orderflow.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import orderflow.imports.domain.ImportSchema;
import orderflow.imports.domain.Notation;

/// Cuts a stream of CSV bytes into records and knows the byte offset of each, which FastCSV's own
/// readers do not tell of a stream. The cut follows FastCSV: a quote opens only where a field
/// begins, `""` inside is a quote, and LF, CRLF or CR end a record. In UTF-8 none of these bytes
/// occurs inside another character, so text need not be decoded before it is cut.
///
/// Empty lines are no records.
final class RecordSplitter {
  /// The longest record. A row of good cells has less than a kilobyte; a quote that is never closed
  /// would otherwise swallow the whole file.
  static final int MAX_RECORD_BYTES = ImportSchema.MAX_RECORD_BYTES;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;
  private long offset;
  private long line;
  private byte[] record = new byte[256];
  private int length;
  private Place place = Place.FIELD_START;

  /// Asked for every byte, so they are taken out of the notation once.
  private boolean isCsv = true;

  private char separator = Notation.COMMA.separator();

  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  /// Cuts from a record's boundary on.
  ///
  /// @param input positioned at the boundary
  /// @param offset bytes of the file before it
  /// @param line lines of the file before it
  RecordSplitter(InputStream input, long offset, long line) {
    this.input = input;
    this.offset = offset;
    this.line = line;
  }

  /// Cuts what follows by another notation than CSV with commas. Lines of JSON end where lines end:
  /// a line end inside a text is written as an escape there.
  void cutAs(Notation other) {
    isCsv = other.isCsv();
    separator = isCsv ? other.separator() : separator;
  }

  /// The first byte of the file that is neither blank nor of a byte order mark, or -1 if there is
  /// none among the first of them. Nothing is passed; to be asked before the first record.
  int peek() throws IOException {
    int at = 0;
    while (at < filled || read()) {
      byte value = buffer[at++];
      if (!isBlankOrMark(value)) {
        return value;
      }
    }
    return -1;
  }

  private static boolean isBlankOrMark(byte value) {
    return switch (value) {
      case ' ', '\t', '\r', '\n', (byte) 0xef, (byte) 0xbb, (byte) 0xbf -> true;
      default -> false;
    };
  }

  /// Reads on behind what the buffer has; whether there was more and room for it.
  private boolean read() throws IOException {
    int count = filled < buffer.length ? input.read(buffer, filled, buffer.length - filled) : 0;
    filled += Math.max(0, count);
    return count > 0;
  }

  /// The next record, nothing at the end.
  ///
  /// @throws UnreadableFileException when a record is too long
  Optional<RawRecord> next() throws IOException, UnreadableFileException {
    Optional<RawRecord> record = cut();
    while (record.isPresent() && record.get().length() == 0) {
      record = cut();
    }
    return record;
  }

  private Optional<RawRecord> cut() throws IOException, UnreadableFileException {
    if (!fill()) {
      return Optional.empty();
    }
    long start = offset;
    long firstLine = line;
    length = 0;
    place = Place.FIELD_START;
    while (fill() && !scan()) {
      if (length > MAX_RECORD_BYTES) {
        throw tooLong(firstLine);
      }
    }
    if (length > MAX_RECORD_BYTES) {
      throw tooLong(firstLine);
    }
    endLine();
    byte[] bytes = Arrays.copyOf(record, length);
    return Optional.of(new RawRecord(start, offset, firstLine + 1, line - firstLine, bytes));
  }

  /// Takes what the buffer has of the record.
  ///
  /// @return whether its line end stands next in the buffer
  private boolean scan() {
    int from = next;
    boolean ended = false;
    while (next < filled && !ended) {
      byte value = buffer[next];
      ended = place != Place.QUOTED && isLineEnd(value);
      if (!ended) {
        line += value == '\n' ? 1 : 0;
        place = after(place, value);
        next++;
      }
    }
    keep(from);
    return ended;
  }

  private void keep(int from) {
    int count = next - from;
    if (record.length < length + count) {
      record = Arrays.copyOf(record, 2 * (length + count));
    }
    System.arraycopy(buffer, from, record, length, count);
    length += count;
    offset += count;
  }

  /// Passes LF, CRLF or CR; at the end of the file there may be none.
  private void endLine() throws IOException {
    line++;
    if (fill()) {
      boolean carriageReturn = buffer[next] == '\r';
      pass();
      if (carriageReturn && fill() && buffer[next] == '\n') {
        pass();
      }
    }
  }

  private void pass() {
    next++;
    offset++;
  }

  private Place after(Place place, byte value) {
    if (!isCsv) {
      return Place.PLAIN;
    }
    return switch (place) {
      case QUOTED -> value == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case FIELD_START, AFTER_QUOTE -> value == '"' ? Place.QUOTED : plain(value);
      case PLAIN -> plain(value);
    };
  }

  private Place plain(byte value) {
    return value == separator ? Place.FIELD_START : Place.PLAIN;
  }

  private static boolean isLineEnd(byte value) {
    return value == '\n' || value == '\r';
  }

  private static UnreadableFileException tooLong(long linesBefore) {
    return new UnreadableFileException(
        "record_too_long",
        "the record that begins on line %d is longer than %d bytes"
            .formatted(linesBefore + 1, MAX_RECORD_BYTES),
        "look for a quote on that line that is never closed");
  }

  /// Whether the buffer has another byte.
  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, input.read(buffer));
    }
    return next < filled;
  }
}
