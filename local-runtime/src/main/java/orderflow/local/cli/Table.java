package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of URLs, functions and tables of a platform.
final class Table {
  private Table() {}

  /// @param status in the shape of `status --json`
  static String of(JsonNode status) {
    StringBuilder text = new StringBuilder();
    row(text, "API", status.path("api").asText());
    row(text, "Lambda API", status.path("lambda").asText());
    row(text, "Console", status.path("console").asText());
    row(text, "DynamoDB", status.path("dynamodb").asText());
    row(text, "S3", status.path("s3").asText());
    row(text, "Mail (SES)", status.path("mail").asText());
    rows(text, "Functions", functions(status.path("functions")));
    row(text, "Tables", String.join(", ", texts(status.path("tables"))));
    row(text, "Buckets", String.join(", ", texts(status.path("buckets"))));
    rows(text, "Streams", streams(status.path("streams")));
    row(text, "Template", status.path("template").asText());
    row(text, "Process", status.path("pid").asText());
    return text.toString();
  }

  /// Rows of which only the first carries the name.
  static void rows(StringBuilder text, String name, List<String> values) {
    String shown = name;
    for (String value : values) {
      row(text, shown, value);
      shown = "";
    }
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-13s %s%n", name, value));
  }

  private static List<String> functions(JsonNode functions) {
    List<String> lines = new ArrayList<>();
    for (JsonNode function : functions) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-22s %-5s %d invocations, %d cold, %d errors",
              function.path("name").asText(),
              function.path("state").asText(),
              function.path("invocations").asLong(),
              function.path("cold").asLong(),
              function.path("errors").asLong()));
    }
    return lines;
  }

  private static List<String> streams(JsonNode streams) {
    List<String> lines = new ArrayList<>();
    for (JsonNode stream : streams) {
      String blocked = stream.path("blocked").asText();
      lines.add(
          String.format(
              Locale.ROOT,
              "%s to %s: %d open, %d discarded%s",
              stream.path("table").asText(),
              stream.path("function").asText(),
              stream.path("open").asInt(),
              stream.path("discarded").asLong(),
              blocked.isEmpty() ? "" : ", BLOCKED: " + blocked));
    }
    return lines;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
