package orderflow.kit.log;

/// Every field a log line may carry besides `time`, `level`, `message`, `function` and `version`.
/// The list is the guard against secrets: what has no constant here cannot be logged.
public enum LogField {
  REQUEST_ID("requestId"),
  TRACE_ID("traceId"),
  ROUTE("route"),
  OUTCOME("outcome"),
  STATUS("status"),
  DURATION_MS("durationMs"),
  COLD_START("coldStart"),
  ERROR_CODE("errorCode"),
  CALLER("caller"),
  COMMAND("command"),
  ITEMS("items"),
  FAILED_ITEMS("failedItems"),
  QUARANTINED("quarantined"),
  EVENT_ID("eventId"),
  JOB("job"),
  RUN_ID("runId"),
  ATTEMPT("attempt"),
  ORDER_ID("orderId"),
  SKU("sku"),
  IMPORT_ID("importId"),
  ROWS("rows"),
  USER_ID("userId"),
  SESSION_ID("sessionId"),
  KEY_ID("keyId"),
  VERDICT("verdict"),
  EXCEPTION("exception"),
  STACK("stack");

  private final String member;

  LogField(String member) {
    this.member = member;
  }

  String member() {
    return member;
  }
}
