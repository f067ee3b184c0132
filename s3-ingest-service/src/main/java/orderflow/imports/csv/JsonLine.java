package orderflow.imports.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.domain.Position;
import orderflow.imports.domain.Row;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;

/// A line of JSON as a row: each member is the cell of the column of its name. Texts, numbers and
/// truth values are taken as they are written, `null` as an empty cell.
final class JsonLine {

  private JsonLine() {}

  static Row row(String text, Header header, Position before, Position after) {
    try {
      if (!(JsonReader.read(text.getBytes(UTF_8)) instanceof Json.Obj object)) {
        return malformed(text, before, after, "the line is no JSON object");
      }
      Optional<String> fault = fault(object, header);
      return fault.isPresent()
          ? malformed(text, before, after, fault.get())
          : new Row(before, after, cells(object, header), "");
    } catch (JsonSyntaxException e) {
      return malformed(text, before, after, "the line is no JSON: " + e.detail());
    }
  }

  private static Row malformed(String text, Position before, Position after, String why) {
    return new Row(before, after, List.of(text), why);
  }

  private static Optional<String> fault(Json.Obj object, Header header) {
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String name = member.getKey();
      if (!header.columns().contains(name) && !name.equals(Header.ERRORS)) {
        return Optional.of("the line has the unknown member \"%s\"".formatted(name));
      }
      if (member.getValue() instanceof Json.Obj || member.getValue() instanceof Json.Arr) {
        return Optional.of("the member \"%s\" is an %s".formatted(name, member.getValue().kind()));
      }
    }
    return Optional.empty();
  }

  private static List<String> cells(Json.Obj object, Header header) {
    List<String> cells = new ArrayList<>();
    header
        .columns()
        .forEach(column -> cells.add(object.get(column).map(JsonLine::cell).orElse("")));
    return cells;
  }

  private static String cell(Json value) {
    return switch (value) {
      case Json.Str(String text) -> text;
      case Json.Num(String text) -> text;
      case Json.Bool(boolean truth) -> Boolean.toString(truth);
      case Json.Null _ -> "";
      case Json.Obj _, Json.Arr _ -> throw new IllegalArgumentException(value.kind());
    };
  }
}
