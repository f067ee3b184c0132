package orderflow.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON values as UTF-8 without white space.
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /// Members in the order they have: the same value gives the same bytes.
  public static byte[] write(Json value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Members sorted by name at every level: equal values give equal bytes whatever order a client
  /// wrote them in. For fingerprints. Numbers keep their text, so `1` and `1.0` differ.
  public static byte[] writeCanonical(Json value) {
    return write(sorted(value));
  }

  /// Writes into a larger document.
  public static void write(Json value, JsonGenerator generator) throws IOException {
    switch (value) {
      case Json.Obj object -> {
        generator.writeStartObject();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          generator.writeFieldName(member.getKey());
          write(member.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case Json.Arr array -> {
        generator.writeStartArray();
        for (Json element : array.elements()) {
          write(element, generator);
        }
        generator.writeEndArray();
      }
      case Json.Str string -> generator.writeString(string.value());
      case Json.Num number -> generator.writeNumber(number.text());
      case Json.Bool bool -> generator.writeBoolean(bool.value());
      case Json.Null _ -> generator.writeNull();
    }
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> members = new TreeMap<>();
        object.members().forEach((name, member) -> members.put(name, sorted(member)));
        yield new Json.Obj(members);
      }
      case Json.Arr array ->
          new Json.Arr(array.elements().stream().map(JsonWriter::sorted).toList());
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }
}
