package orderflow.orders.stream;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.Metric;
import orderflow.kit.metrics.MetricWriter;
import orderflow.orders.domain.OrderEvent;

/// Log lines and metrics of the stream: one line a batch, and one for each record that is not done.
public final class BatchLog {
  private final LogWriter lines;
  private final MetricWriter metrics;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  public BatchLog(LogWriter lines, MetricWriter metrics) {
    this.lines = lines;
    this.metrics = metrics;
  }

  void batch(String requestId, List<RecordResult> results, long durationMs) {
    int failed = count(results, RecordResult.Failed.class);
    int quarantined = count(results, RecordResult.Quarantined.class);
    boolean first = cold.getAndSet(false);
    lines.info(
        "batch",
        Map.of(
            LogField.REQUEST_ID, requestId,
            LogField.OUTCOME, failed == 0 ? "ok" : "partial",
            LogField.ITEMS, results.size(),
            LogField.FAILED_ITEMS, failed,
            LogField.QUARANTINED, quarantined,
            LogField.DURATION_MS, durationMs,
            LogField.COLD_START, first));
    metrics.count(counts(failed, quarantined, first));
  }

  void record(
      String eventId, Optional<OrderEvent> event, RecordResult result, Optional<Exception> fault) {
    switch (result) {
      case RecordResult.Done _ -> {}
      case RecordResult.Quarantined(String code) ->
          lines.warn(
              "event set aside in quarantine: the redrive job sends it again",
              fields(eventId, event, code, fault));
      case RecordResult.Failed(String code) ->
          lines.warn("event failed: Lambda delivers it again", fields(eventId, event, code, fault));
    }
  }

  void unreadable(String requestId, Exception fault) {
    lines.warn(
        "views not readable: Lambda delivers the whole batch again",
        Map.of(
            LogField.REQUEST_ID, requestId,
            LogField.EXCEPTION, fault.getClass().getName(),
            LogField.STACK, LogWriter.stackOf(fault)));
  }

  private static Map<LogField, Object> fields(
      String eventId, Optional<OrderEvent> event, String code, Optional<Exception> fault) {
    Map<LogField, Object> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.EVENT_ID, eventId);
    fields.put(LogField.ERROR_CODE, code);
    event.ifPresent(known -> {
      fields.put(LogField.ORDER_ID, known.orderId());
      fields.put(LogField.REQUEST_ID, known.origin().requestId());
    });
    fault.ifPresent(exception -> {
      fields.put(LogField.EXCEPTION, exception.getClass().getName());
      fields.put(LogField.STACK, LogWriter.stackOf(exception));
    });
    return fields;
  }

  private static Map<Metric, Integer> counts(int failed, int quarantined, boolean first) {
    Map<Metric, Integer> counts = new EnumMap<>(Metric.class);
    counts.put(Metric.BATCH_FAILURES, failed);
    counts.put(Metric.QUARANTINED, quarantined);
    counts.put(Metric.COLD_STARTS, first ? 1 : 0);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static int count(List<RecordResult> results, Class<? extends RecordResult> kind) {
    return (int) results.stream().filter(kind::isInstance).count();
  }
}
