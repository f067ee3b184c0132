package orderflow.local.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The machine's clock plus an offset in a file. Functions read the same file (`CLOCK_OFFSET_FILE`,
/// an ISO-8601 duration), so a move is seen by platform and functions alike, and a platform that
/// keeps its folder starts with the offset it ended with.
///
/// Thread-safe. The file is read for every reading of the clock: another process may move it too.
public final class MovableClock implements InstantSource {
  private final Path file;
  private final InstantSource machine;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Duration known;

  /// A clock over a file that need not exist yet; a missing or empty one is no offset.
  ///
  /// @throws IllegalStateException if the file holds anything but a duration now
  public MovableClock(Path file, InstantSource machine) {
    this.file = file.toAbsolutePath();
    this.machine = machine;
    this.known = read();
  }

  /// The value of `CLOCK_OFFSET_FILE` for functions.
  public Path file() {
    return file;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(offset());
  }

  /// How far the clock is moved from the machine's; negative into the past. While the file holds no
  /// duration, because somebody wrote something else, it is the one known last: the platform goes
  /// on.
  public Duration offset() {
    try {
      known = read();
    } catch (IllegalStateException | UncheckedIOException e) {
      return known;
    }
    return known;
  }

  /// Moves the clock on from where it is, or back with a negative duration; then tells the
  /// listeners. When it returns the file is written and all listeners have run.
  public synchronized void move(Duration by) {
    write(offset().plus(by));
    listeners.forEach(Runnable::run);
  }

  /// Back to the machine's time.
  public synchronized void reset() {
    write(Duration.ZERO);
    listeners.forEach(Runnable::run);
  }

  /// Calls the listener after each move made through this object, in the mover's thread.
  public void onMove(Runnable listener) {
    listeners.add(listener);
  }

  /// At once: a function that reads meanwhile sees the old offset or the new one.
  private void write(Duration offset) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(unfinished, offset.toString());
      Files.move(
          unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      known = offset;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Duration read() {
    try {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          file + " must hold an ISO-8601 duration such as PT36H: delete it or correct it", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
