package orderflow.kit.metrics;

/// Every metric of the project; all are counts.
public enum Metric {
  REQUESTS("Requests"),
  FAULTS("Faults"),
  CONFLICTS("Conflicts"),
  REPLAYS("Replays"),
  THROTTLED("Throttled"),
  BATCH_FAILURES("BatchFailures"),
  QUARANTINED("Quarantined"),
  ROWS_IMPORTED("RowsImported"),
  JOB_SUCCEEDED("JobSucceeded"),
  JOB_FAILED("JobFailed"),
  COLD_STARTS("ColdStarts");

  private final String metricName;

  Metric(String metricName) {
    this.metricName = metricName;
  }

  String metricName() {
    return metricName;
  }
}
