package orderflow.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// The official Runtime Interface Client: the jars Lambda's managed runtime has before a function's
/// own, and its native library.
///
/// The client unpacks that library to one fixed file name in the system's temporary folder, so that
/// processes started together overwrite it under each other and crash. It is unpacked here once and
/// named to each process.
final class RuntimeClient {

  static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  static final String LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final List<Path> jars;
  private final Path library;

  private RuntimeClient(List<Path> jars, Path library) {
    this.jars = jars;
    this.library = library;
  }

  /// Finds the jars in a folder and unpacks the native library into another.
  ///
  /// @throws IOException if a jar is missing or the library cannot be written; the message says
  ///   what to do
  static RuntimeClient prepare(Path jarDirectory, Path dataDirectory) throws IOException {
    List<Path> jars = jars(jarDirectory);
    Path client =
        jars.stream()
            .filter(jar -> jar.getFileName().toString().contains("runtime-interface-client"))
            .findFirst()
            .orElseThrow(() -> new IOException(missing(jarDirectory)));
    return new RuntimeClient(jars, unpack(client, dataDirectory));
  }

  String classPath() {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /// Changes when a jar does.
  String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path jar : jars) {
      text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
    }
    return text.toString();
  }

  Path library() {
    return library;
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(missing(directory));
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String missing(Path directory) {
    return "No Runtime Interface Client in "
        + directory
        + ". Build it with: ./mvnw -q package -pl local-runtime -am -DskipTests";
  }

  private static Path unpack(Path client, Path dataDirectory) throws IOException {
    String name = "libaws-lambda-jni." + platform() + ".so";
    try (JarFile jar = new JarFile(client.toFile())) {
      ZipEntry entry = jar.getEntry("jni/" + name);
      if (entry == null) {
        throw new IOException(
            "The Runtime Interface Client has no native library for " + platform());
      }
      Path target = dataDirectory.resolve("jni").resolve(name);
      if (!Files.exists(target) || Files.size(target) != entry.getSize()) {
        write(jar, entry, target);
      }
      return target;
    }
  }

  private static void write(JarFile jar, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    Path part = Files.createTempFile(target.resolveSibling("."), "library", ".part");
    try (InputStream bytes = jar.getInputStream(entry)) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String platform() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException(
          "Functions run on Linux only: the Runtime Interface Client has no other native library");
    }
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return (Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl-" : "linux-") + machine;
  }
}
