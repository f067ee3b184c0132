package orderflow.local.httpapi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import orderflow.local.template.HttpApi;

/// Writes a line for each request in the format of an API's `AccessLogSettings` (API Gateway
/// Developer Guide, "Customizing HTTP API access logs"). A variable without a value is `-`. An API
/// without a format keeps no log.
public final class AccessLog implements Consumer<AccessLogEntry> {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z]+(?:\\.[A-Za-z]+)*)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpApi api;
  private final BiConsumer<String, String> lines;

  /// A log of one API.
  ///
  /// @param lines takes the request's id and the line; must not block
  public AccessLog(HttpApi api, BiConsumer<String, String> lines) {
    this.api = api;
    this.lines = lines;
  }

  @Override
  public void accept(AccessLogEntry entry) {
    api.accessLogFormat()
        .ifPresent(format -> lines.accept(entry.requestId(), line(format.strip(), entry)));
  }

  /// In a format that is JSON no value may end its text.
  private String line(String format, AccessLogEntry entry) {
    boolean isJson = format.startsWith("{");
    return VARIABLE
        .matcher(format)
        .replaceAll(found -> {
          String value = value(found.group(1), entry);
          String text = value.isEmpty() ? "-" : value;
          String safe =
              isJson ? new String(JsonStringEncoder.getInstance().quoteAsString(text)) : text;
          return java.util.regex.Matcher.quoteReplacement(safe);
        });
  }

  private String value(String variable, AccessLogEntry entry) {
    return switch (variable) {
      case "requestId", "extendedRequestId" -> entry.requestId();
      case "requestTime" -> TIME.format(entry.at());
      case "requestTimeEpoch" -> Long.toString(entry.at().toEpochMilli());
      case "httpMethod" -> entry.method();
      case "path" -> entry.path();
      case "routeKey" -> entry.routeKey();
      case "status" -> Integer.toString(entry.status());
      case "responseLength" -> Integer.toString(entry.responseLength());
      case "responseLatency" -> Long.toString(entry.responseLatency().toMillis());
      case "integrationLatency", "integration.latency" -> integrationLatency(entry);
      case "integrationErrorMessage", "integration.error" ->
          isIntegrated(entry) ? entry.error() : "";
      case "authorizer.error" -> isAuthorizers(entry) ? entry.error() : "";
      case "error.message" -> entry.error();
      case "identity.sourceIp" -> entry.sourceIp();
      case "apiId" -> api.apiId();
      case "accountId" -> "000000000000";
      case "stage" -> "$default";
      case "protocol" -> "HTTP/1.1";
      default -> "";
    };
  }

  private static String integrationLatency(AccessLogEntry entry) {
    return isIntegrated(entry) ? Long.toString(entry.integrationLatency().toMillis()) : "";
  }

  private static boolean isIntegrated(AccessLogEntry entry) {
    return entry.integrationLatency().compareTo(Duration.ZERO) > 0;
  }

  /// A route was found, its function was not called, and it was no throttle and no size.
  private static boolean isAuthorizers(AccessLogEntry entry) {
    return !isIntegrated(entry)
        && !entry.routeKey().isEmpty()
        && (entry.status() == 401 || entry.status() == 403 || entry.status() == 500);
  }
}
