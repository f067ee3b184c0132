package orderflow.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds who listens on a port, where Linux tells it (proc(5): `/proc/net/tcp`, `/proc/PID/fd`).
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";

  private PortOwner() {}

  /// Such as `process 4711 (java)`; empty where the system or its permissions keep it secret.
  static Optional<String> of(int port) {
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(table -> lines(PROC.resolve(table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > INODE && isListening(columns, port))
        .map(columns -> "socket:[" + columns[INODE] + "]")
        .flatMap(socket -> processes().filter(process -> holds(process, socket)))
        .map(PortOwner::describe)
        .findFirst();
  }

  private static boolean isListening(String[] columns, int port) {
    return columns[STATE].equals(LISTEN)
        && columns[LOCAL_ADDRESS].endsWith(String.format(Locale.ROOT, ":%04X", port));
  }

  private static Stream<ProcessHandle> processes() {
    return ProcessHandle.allProcesses();
  }

  private static boolean holds(ProcessHandle process, String socket) {
    Path descriptors = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.anyMatch(descriptor -> isLinkTo(descriptor, socket));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static boolean isLinkTo(Path descriptor, String socket) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(socket);
    } catch (IOException e) {
      return false;
    }
  }

  private static String describe(ProcessHandle process) {
    String command =
        process.info().command().map(path -> " (" + Path.of(path).getFileName() + ")").orElse("");
    return "process " + process.pid() + command;
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return List.<String>of().stream();
    }
  }
}
