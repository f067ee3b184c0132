package orderflow.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the job function.
///
/// @param jobsTable `JOBS_TABLE`
/// @param orderCommandsFunction `ORDER_COMMANDS_FUNCTION`: an alias
/// @param authCommandsFunction `AUTH_COMMANDS_FUNCTION`: an alias
/// @param reportsBucket `REPORTS_BUCKET`
/// @param deadLetterBucket `DEAD_LETTER_BUCKET`
/// @param mailFrom `MAIL_FROM`: needed only when there are recipients
/// @param reportRecipients `REPORT_RECIPIENTS`: addresses with commas between them, none for no
///   mail
public record RunJobConfig(
    String jobsTable,
    String orderCommandsFunction,
    String authCommandsFunction,
    String reportsBucket,
    String deadLetterBucket,
    String mailFrom,
    List<String> reportRecipients) {

  public RunJobConfig {
    reportRecipients = List.copyOf(reportRecipients);
  }

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static RunJobConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    List<String> recipients = addresses(reader.optional("REPORT_RECIPIENTS", ""));
    RunJobConfig config =
        new RunJobConfig(
            reader.required("JOBS_TABLE"),
            reader.required("ORDER_COMMANDS_FUNCTION"),
            reader.required("AUTH_COMMANDS_FUNCTION"),
            reader.required("REPORTS_BUCKET"),
            reader.required("DEAD_LETTER_BUCKET"),
            recipients.isEmpty() ? reader.address("MAIL_FROM") : reader.required("MAIL_FROM"),
            recipients);
    reader.logLevel();
    reader.check();
    return config;
  }

  private static List<String> addresses(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(address -> !address.isEmpty())
        .toList();
  }
}
