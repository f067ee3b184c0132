package orderflow.local.dynamodb;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// DynamoDB Local in a process of its own. It ends when its standard input ends, so it never
/// outlives this JVM, however that ends.
public final class DynamoDbProcess implements AutoCloseable {
  private static final String MAIN = "orderflow.dynamodblocal.DynamoDbLocalServer";
  private static final String READY = "READY ";

  private final Process process;
  private final URI endpoint;

  private DynamoDbProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Starts the server on a free loopback port and returns when it answers.
  ///
  /// @param module the folder of the module `dynamodb-local`, built
  /// @param data where the store is kept; empty keeps it in memory
  /// @throws IOException if the module is not built or the server does not start
  public static DynamoDbProcess start(Path module, Optional<Path> data) throws IOException {
    Path jar = module.resolve("target/dynamodb-local.jar");
    if (!Files.exists(jar)) {
      throw new IOException(
          "found no " + jar + "; build it with ./mvnw package -DskipTests -pl dynamodb-local -am");
    }
    ProcessBuilder builder = new ProcessBuilder(command(module, jar, data));
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    return new DynamoDbProcess(process, ready(process));
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

  private static URI ready(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return URI.create("http://127.0.0.1:" + line.substring(READY.length()).strip());
      }
    }
    throw new IOException(
        "DynamoDB Local ended before it was ready; is its data folder writable and unused?");
  }

  public URI endpoint() {
    return endpoint;
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
