package orderflow.kit.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the members of an event from a token stream. AWS leaves members out or sends null for
/// "none": both read as null, as the event classes expect.
final class Members {

  private Members() {}

  /// Moves to the first object of the document.
  static void start(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "an event is a JSON object");
    }
  }

  /// Moves to the value of the next member and returns its name; null at the object's end.
  static @Nullable String next(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  /// Whether the value is an object that can be read; null is none, anything else is skipped.
  static boolean isObject(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    parser.skipChildren();
    return false;
  }

  /// Whether the value is an array that can be read; null is none, anything else is skipped.
  static boolean isArray(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    parser.skipChildren();
    return false;
  }

  /// Moves to the next element of an array; false at its end.
  static boolean hasElement(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonParseException(parser, "an array has no end");
    }
    return token != JsonToken.END_ARRAY;
  }

  static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!parser.currentToken().isScalarValue()) {
      throw new JsonParseException(parser, "a text was expected for " + parser.currentName());
    }
    return parser.getText();
  }

  static @Nullable List<@Nullable String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    List<@Nullable String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(parser));
    }
    return texts;
  }

  static @Nullable Map<String, @Nullable String> textMap(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return null;
    }
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    for (String name = next(parser); name != null; name = next(parser)) {
      map.put(name, text(parser));
    }
    return map;
  }

  /// Values as the runtime's serializer gives them: String, Integer, Long, Double, Boolean, Map,
  /// List or null.
  static @Nullable Object any(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> anyMap(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(any(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "a value was expected");
    };
  }

  static @Nullable Map<String, @Nullable Object> anyMap(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = next(parser); name != null; name = next(parser)) {
      map.put(name, any(parser));
    }
    return map;
  }

  static void write(JsonGenerator generator, String name, @Nullable Map<String, String> map)
      throws IOException {
    if (map != null) {
      generator.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : map.entrySet()) {
        generator.writeStringField(entry.getKey(), entry.getValue());
      }
      generator.writeEndObject();
    }
  }

  static void write(JsonGenerator generator, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      generator.writeStringField(name, value);
    }
  }
}
