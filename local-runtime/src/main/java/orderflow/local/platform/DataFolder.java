package orderflow.local.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a platform: in the user's data folder, or in a temporary one that ends with it.
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final boolean temporary;
  private final FileChannel lock;

  private DataFolder(Path folder, boolean temporary, FileChannel lock) {
    this.folder = folder;
    this.temporary = temporary;
    this.lock = lock;
  }

  /// @throws StartRefusedException if another platform uses the folder: two would hand on the same
  ///   events and overwrite each other's files
  static DataFolder open(Optional<Path> data) throws IOException, StartRefusedException {
    Path folder =
        data.isEmpty()
            ? Files.createTempDirectory("orderflow-")
            : Files.createDirectories(data.get().toAbsolutePath());
    return new DataFolder(folder, data.isEmpty(), lock(folder));
  }

  /// The system gives the lock back when the process ends, however it ends.
  private static FileChannel lock(Path folder) throws IOException, StartRefusedException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      String owner = Files.readString(folder.resolve("lock")).strip();
      channel.close();
      throw new StartRefusedException(
          "the data folder " + folder + " is in use by another platform, process " + owner,
          "a folder for each platform",
          "stop that platform with ./local down, or choose another folder with --data DIR");
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  /// Where DynamoDB keeps its items; empty for in memory.
  Optional<Path> store() {
    return kept("dynamodb");
  }

  /// Where S3 keeps its objects; empty for in memory.
  Optional<Path> objects() {
    return kept("s3");
  }

  /// Asynchronous events that wait; empty when they end with the platform.
  Optional<Path> events() {
    return kept("async");
  }

  /// What the scheduler has fired; empty when it begins anew with each platform.
  Optional<Path> schedules() {
    return kept("schedules");
  }

  /// The clock's offset, which functions read too.
  Path clockOffset() {
    return folder.resolve("clock-offset");
  }

  /// How far each stream was read; empty when it is forgotten with the store.
  Optional<Path> checkpoints() {
    return kept("streams");
  }

  /// The working files of functions.
  Path functions() {
    return folder;
  }

  /// Class archives pay only when a later platform can use them.
  Optional<Path> archives() {
    return kept("archives");
  }

  /// Forgets items and objects, and with them what waits or was read of them.
  void empty() throws IOException {
    for (Optional<Path> state : List.of(store(), objects(), events(), checkpoints(), schedules())) {
      if (state.isPresent()) {
        delete(state.get());
      }
    }
    Files.deleteIfExists(clockOffset());
  }

  /// Marks a seed as under way: should it break off, the next start seeds again, although the
  /// tables are there by then.
  void beginSeed() throws IOException {
    Files.writeString(mark(), "");
  }

  void endSeed() throws IOException {
    Files.deleteIfExists(mark());
  }

  boolean isSeedUnfinished() {
    return Files.exists(mark());
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (temporary) {
      delete(folder);
    }
  }

  private Optional<Path> kept(String name) {
    return temporary ? Optional.empty() : Optional.of(folder.resolve(name));
  }

  private Path mark() {
    return folder.resolve("seed-unfinished");
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> walk = Files.walk(tree)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
