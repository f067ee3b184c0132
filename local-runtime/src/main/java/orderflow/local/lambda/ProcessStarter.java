package orderflow.local.lambda;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Starts execution environments and knows which are alive.
final class ProcessStarter implements AutoCloseable {

  private static final long PATIENCE_MILLISECONDS = 2000;

  private final LambdaSettings settings;
  private final LogStore logs;
  private final RuntimeApi runtimeApi;
  private final FunctionCommand command;
  private final FunctionEnvironment environment;
  private final Path directory;
  private final AtomicLong lastProcess = new AtomicLong();
  private final Set<FunctionProcess> alive = ConcurrentHashMap.newKeySet();

  /// Prepares the client and clears what an earlier platform left in the data folder.
  ProcessStarter(LambdaSettings settings, LogStore logs) throws IOException {
    this.settings = settings;
    this.logs = logs;
    this.directory = settings.dataDirectory().resolve("processes");
    TemporaryFiles.delete(directory);
    Files.createDirectories(directory);
    RuntimeClient client =
        RuntimeClient.prepare(settings.runtimeClientDirectory(), settings.dataDirectory());
    this.command = new FunctionCommand(settings.javaHome(), client);
    this.environment = new FunctionEnvironment(settings);
    this.runtimeApi = new RuntimeApi();
  }

  /// Starts a process. It reports back when it asks for its first event.
  ///
  /// @throws IOException if the operating system refuses; the message says what
  ExecutionEnvironment start(FunctionDefinition function) throws IOException {
    String id = Long.toString(lastProcess.incrementAndGet());
    Path home = Files.createDirectories(directory.resolve(function.name() + "-" + id));
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    Path logFile = home.resolve("log");
    ProcessLog log = new ProcessLog(new LogFile(logFile), logs, function.name());
    Handoff handoff = new Handoff();
    String api = runtimeApi.open(function.name(), id, handoff);
    Process process = launch(function, environment.of(function, api, id), temporary, logFile);
    FunctionProcess started = new FunctionProcess(process, log, home);
    alive.add(started);
    var _ =
        process
            .onExit()
            .thenAccept(ended -> end(function, id, started, handoff, ended.exitValue()));
    return new ExecutionEnvironment(
        function, started, handoff, settings.clock(), settings.initTimeout());
  }

  /// Ends all processes: asked first, killed after two seconds.
  @Override
  public void close() {
    alive.forEach(FunctionProcess::stop);
    alive.forEach(ProcessStarter::awaitEnd);
    runtimeApi.close();
  }

  private Process launch(
      FunctionDefinition function, Map<String, String> variables, Path temporary, Path logFile)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.of(function, temporary));
    builder.directory(function.packageDirectory().toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(logFile.toFile()));
    return builder.start();
  }

  private void end(
      FunctionDefinition function,
      String id,
      FunctionProcess process,
      Handoff handoff,
      int exitCode) {
    handoff.end(exitCode);
    runtimeApi.close(function.name(), id);
    process.cleanUp();
    alive.remove(process);
  }

  private static void awaitEnd(FunctionProcess process) {
    try {
      if (!process.awaitEnd(PATIENCE_MILLISECONDS)) {
        process.kill();
      }
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }
}
