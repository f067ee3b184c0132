package orderflow.local.lambda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a function's process.
final class FunctionCommand {

  /// Kills the process when the platform is gone, however it went: the pipe on standard input then
  /// ends. The shell becomes the JVM (`exec`), so the process id is the JVM's own.
  private static final String WATCH =
      "exec 3<&0; (read -r line <&3; kill -9 $$) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

  /// Of MemorySize, as the managed Java runtime does.
  private static final int HEAP_PERCENT = 85;

  /// The heap begins with this part of MemorySize, as it does in the cloud. Without the flag the
  /// JVM takes that part of this machine's memory, and ten processes fill it with garbage.
  private static final int FIRST_HEAP_PART = 64;

  private final Path javaHome;
  private final RuntimeClient client;
  private final ClassArchives archives;

  FunctionCommand(Path javaHome, RuntimeClient client, ClassArchives archives) {
    this.javaHome = javaHome;
    this.client = client;
    this.archives = archives;
  }

  /// @param home the process's own folder, which has its temporary folder in it
  List<String> of(FunctionDefinition function, Path home) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "function"));
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(machineFlags(function));
    command.addAll(archives.flags(function.name(), home));
    command.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
    command.add("-D" + RuntimeClient.LIBRARY_PROPERTY + "=" + client.library());
    if (function.debugPort() != 0) {
      command.add(
          "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
              + function.debugPort());
    }
    command.addAll(
        List.of("-cp", client.classPath(), RuntimeClient.MAIN_CLASS, function.handler()));
    return List.copyOf(command);
  }

  private static List<String> machineFlags(FunctionDefinition function) {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms" + function.memoryMegabytes() / FIRST_HEAP_PART + "m",
        "-Xmx" + function.memoryMegabytes() * HEAP_PERCENT / 100 + "m",
        // Half of the heap is young, and a survivor space holds what a batch of rows keeps alive.
        // With
        // the JVM's defaults it does not, so short-lived rows get old and the process grows with
        // the
        // file: 81 to 100 MiB in 200 seconds of an import; with these 88 to 91 in 290.
        "-XX:NewRatio=1",
        "-XX:SurvivorRatio=2",
        "--enable-native-access=ALL-UNNAMED",
        // LANG may name a locale this machine lacks, and Java would then write ASCII.
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8");
  }
}
