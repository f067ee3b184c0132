package orderflow.local.lambda;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Starts execution environments and knows which are alive.
final class ProcessStarter implements AutoCloseable {

  /// Writing a class-data archive takes a second or two of it.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LambdaSettings settings;
  private final LogStore logs;
  private final RuntimeApi runtimeApi;
  private final ClassArchives archives;
  private final FunctionCommand command;
  private final FunctionEnvironment environment;
  private final Path directory;
  private final AtomicLong lastProcess = new AtomicLong();
  private final Map<FunctionProcess, CompletableFuture<Void>> alive = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /// Prepares the client and clears what an earlier platform left in the data folder.
  ProcessStarter(LambdaSettings settings, LogStore logs) throws IOException {
    this.settings = settings;
    this.logs = logs;
    this.directory = settings.dataDirectory().resolve("processes");
    TemporaryFiles.delete(directory);
    Files.createDirectories(directory);
    RuntimeClient client =
        RuntimeClient.prepare(settings.runtimeClientDirectory(), settings.dataDirectory());
    this.archives = new ClassArchives(settings.archiveDirectory(), machine(settings, client));
    this.command = new FunctionCommand(settings.javaHome(), client, archives);
    this.environment = new FunctionEnvironment(settings);
    this.runtimeApi = new RuntimeApi();
  }

  /// Starts a process. It reports back when it asks for its first event.
  ///
  /// @throws IOException if there is no package or the operating system refuses; the message says
  ///   what to do
  ExecutionEnvironment start(FunctionDefinition function) throws IOException {
    requirePackage(function);
    String id = Long.toString(lastProcess.incrementAndGet());
    Path home = Files.createDirectories(directory.resolve(function.name() + "-" + id));
    Files.createDirectories(home.resolve("tmp"));
    Path logFile = home.resolve("log");
    ProcessLog log = new ProcessLog(new LogFile(logFile), logs, function.name());
    Handoff handoff = new Handoff();
    Map<String, String> variables =
        environment.of(function, runtimeApi.open(function.name(), id, handoff), id);
    try {
      Process process = launch(function, variables, home, logFile);
      FunctionProcess started = new FunctionProcess(process, log, home);
      watch(function, id, started, handoff);
      return new ExecutionEnvironment(
          function, started, handoff, settings.clock(), settings.initTimeout());
    } catch (IOException e) {
      runtimeApi.close(function.name(), id);
      log.close();
      throw e;
    }
  }

  /// Ends all processes: asked first, killed after five seconds.
  @Override
  public void close() {
    stopping = true;
    alive.keySet().forEach(FunctionProcess::stop);
    long end = System.nanoTime() + PATIENCE.toNanos();
    alive.forEach((process, ended) -> awaitEnd(process, ended, end - System.nanoTime()));
    runtimeApi.close();
  }

  private void requirePackage(FunctionDefinition function) throws IOException {
    if (stopping) {
      throw new IOException("The platform is stopping");
    }
    if (!Files.isDirectory(function.packageDirectory())) {
      throw new IOException(
          function.name()
              + " has no package in "
              + function.packageDirectory()
              + ". Build it with: ./mvnw -q package");
    }
  }

  private Process launch(
      FunctionDefinition function, Map<String, String> variables, Path home, Path logFile)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.of(function, home));
    builder.directory(function.packageDirectory().toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(logFile.toFile()));
    return builder.start();
  }

  private void watch(
      FunctionDefinition function, String id, FunctionProcess process, Handoff handoff) {
    CompletableFuture<Void> ended =
        process.onExit().thenAccept(exitCode -> end(function, id, process, handoff, exitCode));
    alive.put(process, ended);
    // It may have ended before it was put there.
    var _ = ended.thenRun(() -> alive.remove(process));
  }

  private void end(
      FunctionDefinition function,
      String id,
      FunctionProcess process,
      Handoff handoff,
      int exitCode) {
    handoff.end(exitCode);
    runtimeApi.close(function.name(), id);
    archives.keep(function.name(), process.home(), exitCode);
    process.cleanUp();
  }

  private static String machine(LambdaSettings settings, RuntimeClient client) throws IOException {
    Path release = settings.javaHome().resolve("release");
    return client.fingerprint()
        + (Files.exists(release) ? Files.readString(release) : settings.javaHome());
  }

  private static void awaitEnd(
      FunctionProcess process, CompletableFuture<Void> ended, long nanoseconds) {
    try {
      ended.get(nanoseconds, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.kill();
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }
}
