package orderflow.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// What all functions of one platform share.
///
/// @param runtimeClientDirectory the jars of the Runtime Interface Client, which Lambda's managed
///   runtime has on its class path
/// @param dataDirectory where logs, temporary folders and class archives of the functions live
/// @param javaHome the JDK functions run on
/// @param region the region of ARNs and of `AWS_REGION`
/// @param accountId the account of ARNs
/// @param clock the machine's clock: functions compare the deadline with their own
/// @param idleAfter how long a process is kept without work
/// @param initTimeout the time a process may take to ask for its first event, before the function's
///   own timeout starts (AWS: 10 s, then once more within the function's timeout)
/// @param archiveDirectory where each function's class-data archive is kept, which makes its later
///   starts faster; a function that has none yet writes it when it is stopped, which takes a
///   second. Empty: no archives
/// @param processesPerFunction processes of one function at once; further invocations wait for a
///   free one
public record LambdaSettings(
    Path runtimeClientDirectory,
    Path dataDirectory,
    Path javaHome,
    String region,
    String accountId,
    InstantSource clock,
    Duration idleAfter,
    Duration initTimeout,
    Optional<Path> archiveDirectory,
    int processesPerFunction) {

  public LambdaSettings {
    runtimeClientDirectory = runtimeClientDirectory.toAbsolutePath();
    dataDirectory = dataDirectory.toAbsolutePath();
  }

  /// The platform's usual settings: this JVM's JDK, eu-west-1, account 000000000000, idle processes
  /// end after ten minutes.
  public static LambdaSettings of(
      Path runtimeClientDirectory, Path dataDirectory, InstantSource clock) {
    return new LambdaSettings(
        runtimeClientDirectory,
        dataDirectory,
        Path.of(System.getProperty("java.home")),
        "eu-west-1",
        "000000000000",
        clock,
        Duration.ofMinutes(10),
        Duration.ofSeconds(10),
        Optional.empty(),
        8);
  }

  /// The same settings with class-data archives in a folder that outlives the platform.
  public LambdaSettings withArchives(Path directory) {
    return new LambdaSettings(
        runtimeClientDirectory,
        dataDirectory,
        javaHome,
        region,
        accountId,
        clock,
        idleAfter,
        initTimeout,
        Optional.of(directory.toAbsolutePath()),
        processesPerFunction);
  }

  String functionArn(String name, String qualifier) {
    String arn = "arn:aws:lambda:%s:%s:function:%s".formatted(region, accountId, name);
    return qualifier.isEmpty() ? arn : arn + ":" + qualifier;
  }
}
