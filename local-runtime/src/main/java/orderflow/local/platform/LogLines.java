package orderflow.local.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import orderflow.local.lambda.LogLine;
import orderflow.local.lambda.LogStore;

/// Log lines after a sequence number. Waits for a line up to a time; the caller goes on with the
/// `after` of the answer, also when a filter left no line.
final class LogLines implements ControlHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LogStore logs;

  LogLines(LogStore logs) {
    this.logs = logs;
  }

  @Override
  public Answer answer(Request request) throws InterruptedException {
    String from = request.parameter("after").orElse("0");
    long after = from.matches("\\d{1,18}") ? Long.parseLong(from) : 0;
    List<LogLine> lines = logs.after(after, PATIENCE);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("after", lines.isEmpty() ? after : lines.getLast().sequence());
    ArrayNode array = answer.putArray("lines");
    lines.stream()
        .filter(line -> takes(request, line))
        .forEach(line -> add(array.addObject(), line));
    return Answer.ok(answer);
  }

  private static boolean takes(Request request, LogLine line) {
    return request.parameter("function").map(line.function()::equals).orElse(true)
        && request.parameter("request").map(line.requestId()::equals).orElse(true);
  }

  private static void add(ObjectNode node, LogLine line) {
    node.put("sequence", line.sequence());
    node.put("at", line.at().toString());
    node.put("function", line.function());
    node.put("requestId", line.requestId());
    node.put("text", line.text());
  }
}
