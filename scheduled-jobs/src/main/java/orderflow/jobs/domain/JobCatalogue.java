package orderflow.jobs.domain;

import java.util.List;
import java.util.Optional;

/// Every job. A test holds names and expressions equal to the schedules of the template.
public final class JobCatalogue {
  public static final String EXPIRE_ORDERS = "expire-orders";
  public static final String ROTATE_KEYS = "rotate-keys";
  public static final String SEAL_AUDIT = "seal-audit";
  public static final String DAILY_REPORT = "daily-report";
  public static final String RECONCILE = "reconcile";
  public static final String REDRIVE = "redrive";

  private static final List<JobDeclaration> ALL =
      List.of(
          job(
              EXPIRE_ORDERS,
              "Expires orders that were not paid in time and gives their stock back",
              "rate(1 minute)"),
          job(ROTATE_KEYS, "Rotates the keys that sign access tokens", "cron(0 3 * * ? *)"),
          job(
              SEAL_AUDIT,
              "Compares the audit log with its seals and seals the hours that are over",
              "cron(10 * * * ? *)"),
          job(
              DAILY_REPORT,
              "Writes the report of the day before, and mails it if there are recipients",
              "cron(15 0 * * ? *)"),
          job(
              RECONCILE,
              "Checks that stock, money and the feed add up, and reports what does not",
              "cron(30 2 * * ? *)"),
          job(REDRIVE, "Sends dead letters again and keeps those that fail", "rate(1 hour)"));

  private JobCatalogue() {}

  public static List<JobDeclaration> all() {
    return ALL;
  }

  public static Optional<JobDeclaration> find(String name) {
    return ALL.stream().filter(job -> job.name().equals(name)).findFirst();
  }

  private static JobDeclaration job(String name, String description, String expression) {
    return new JobDeclaration(name, description, expression, JobDeclaration.Overlap.SKIP);
  }
}
