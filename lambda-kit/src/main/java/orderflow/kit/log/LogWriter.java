package orderflow.kit.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Writes one JSON line an event. Lambda's JSON log format passes lines that are JSON objects on as
/// they are (Lambda Developer Guide, "Configuring JSON and plain text log formats").
public final class LogWriter {
  private static final int MAX_STACK_CHARACTERS = 4_000;

  private final PrintStream out;
  private final Level threshold;
  private final String function;
  private final String version;
  private final InstantSource clock;

  /// Prepares a writer; nothing is written yet.
  ///
  /// @param out where lines go, one write a line
  /// @param threshold events below it are dropped
  /// @param function the function's name, for the line
  /// @param version the function's version, for the line
  public LogWriter(
      PrintStream out, Level threshold, String function, String version, InstantSource clock) {
    this.out = out;
    this.threshold = threshold;
    this.function = function;
    this.version = version;
    this.clock = clock;
  }

  /// The writer of a function, from Lambda's environment and `LOG_LEVEL` (default `INFO`).
  public static LogWriter from(
      Map<String, String> environment, PrintStream out, InstantSource clock) {
    return new LogWriter(
        out,
        Level.valueOf(environment.getOrDefault("LOG_LEVEL", "INFO")),
        environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function"),
        environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        clock);
  }

  public void debug(String message, Map<LogField, ?> fields) {
    write(Level.DEBUG, message, fields);
  }

  public void info(String message, Map<LogField, ?> fields) {
    write(Level.INFO, message, fields);
  }

  public void warn(String message, Map<LogField, ?> fields) {
    write(Level.WARN, message, fields);
  }

  public void error(String message, Map<LogField, ?> fields) {
    write(Level.ERROR, message, fields);
  }

  /// The text of an exception for [LogField#STACK]: types, messages and frames, cut to a bound.
  public static String stackOf(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString().substring(0, Math.min(text.toString().length(), MAX_STACK_CHARACTERS));
  }

  private void write(Level level, String message, Map<LogField, ?> fields) {
    if (level.compareTo(threshold) < 0) {
      return;
    }
    Json.Builder line =
        Json.object()
            .with("time", Instant.ofEpochMilli(clock.millis()).toString())
            .with("level", level.name())
            .with("message", message)
            .with("function", function)
            .with("version", version);
    for (Map.Entry<LogField, ?> field : fields.entrySet()) {
      line.with(field.getKey().member(), json(field.getValue()));
    }
    out.println(new String(JsonWriter.write(line.build()), StandardCharsets.UTF_8));
  }

  private static Json json(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return new Json.Num(value.toString());
    }
    return value instanceof Boolean bool ? Json.of(bool) : Json.of(value.toString());
  }
}
