package orderflow.jobs;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the jobs API.
///
/// @param jobsTable `JOBS_TABLE`
/// @param runJobFunction `RUN_JOB_FUNCTION`: the alias that runs jobs
public record JobsConfig(String jobsTable, String runJobFunction) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static JobsConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    JobsConfig config =
        new JobsConfig(reader.required("JOBS_TABLE"), reader.required("RUN_JOB_FUNCTION"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
