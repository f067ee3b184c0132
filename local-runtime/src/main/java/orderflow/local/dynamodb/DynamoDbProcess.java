package orderflow.local.dynamodb;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// DynamoDB Local in a process of its own. It ends when its standard input ends, so it never
/// outlives this JVM, however that ends.
public final class DynamoDbProcess implements AutoCloseable {
  private static final String MAIN = "orderflow.dynamodblocal.DynamoDbLocalServer";
  private static final String READY = "READY ";

  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final CompletableFuture<URI> endpoint = new CompletableFuture<>();

  private DynamoDbProcess(Process process) {
    this.process = process;
    Thread.startVirtualThread(this::read);
    endpoint.orTimeout(START.toSeconds(), TimeUnit.SECONDS);
  }

  /// Starts the server on a free loopback port and returns at once.
  ///
  /// @param module the folder of the module `dynamodb-local`, built
  /// @param data where the store is kept; empty keeps it in memory
  /// @throws IOException if the module is not built or no process can be started
  public static DynamoDbProcess start(Path module, Optional<Path> data) throws IOException {
    Path jar = module.resolve("target/dynamodb-local.jar");
    if (!Files.exists(jar)) {
      throw new IOException(
          "found no " + jar + "; build it with ./mvnw package -DskipTests -pl dynamodb-local -am");
    }
    ProcessBuilder builder = new ProcessBuilder(command(module, jar, data));
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new DynamoDbProcess(builder.start());
  }

  private static List<String> command(Path module, Path jar, Optional<Path> data)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xmx256m",
            "-cp",
            jar + File.pathSeparator + module.resolve("target/lib") + "/*",
            MAIN,
            "--port",
            "0"));
    if (data.isPresent()) {
      command.addAll(List.of("--data", Files.createDirectories(data.get()).toString()));
    }
    return command;
  }

  /// Reads to the end, so that the server never waits for somebody to read what it says.
  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output
          .lines()
          .filter(line -> line.startsWith(READY))
          .map(line -> URI.create("http://127.0.0.1:" + line.substring(READY.length()).strip()))
          .forEach(endpoint::complete);
    } catch (IOException | UncheckedIOException e) {
      endpoint.completeExceptionally(e);
    }
    endpoint.completeExceptionally(
        new IOException("it ended before it was ready; is its data folder writable and unused?"));
  }

  /// Waits until the server answers.
  ///
  /// @throws IOException if it does not
  public URI endpoint() throws IOException {
    try {
      return endpoint.get();
    } catch (ExecutionException e) {
      throw new IOException("DynamoDB Local does not start: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while DynamoDB Local starts", e);
    }
  }

  /// Asks the server to end and waits five seconds before it is killed.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
