package orderflow.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one strict JSON value: UTF-8 only, no duplicate members, nothing after the value, at most
/// [#MAX_DEPTH] levels deep.
public final class JsonReader {
  /// No body of the API is deeper than five levels; the limit bounds the reader's recursion.
  public static final int MAX_DEPTH = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(64)
                  .build())
          .build();

  private JsonReader() {}

  /// Reads the value.
  ///
  /// @throws JsonSyntaxException when the bytes are anything else than one strict JSON value
  public static Json read(byte[] utf8) throws JsonSyntaxException {
    try (JsonParser parser = FACTORY.createParser(strictText(utf8))) {
      if (parser.nextToken() == null) {
        throw new JsonSyntaxException("the body is empty");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonSyntaxException("there is more after the end of the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonSyntaxException(place(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads JSON that this project wrote itself; anything unreadable is a fault, not bad input.
  public static Json readTrusted(byte[] utf8) {
    try {
      return read(utf8);
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("stored JSON cannot be read: " + e.getMessage(), e);
    }
  }

  /// Reads the value at which the parser stands, as part of a larger document that somebody else
  /// has checked: how strict it is, is the parser's matter.
  public static Json read(JsonParser parser) throws IOException {
    return value(parser);
  }

  /// Jackson guesses UTF-16 and UTF-32 from zero bytes and repairs nothing; RFC 8259 §8.1 wants
  /// UTF-8 between systems, so it is checked before.
  private static String strictText(byte[] utf8) throws JsonSyntaxException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonSyntaxException("the body is not valid UTF-8");
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected token " + parser.currentToken());
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new Json.Arr(elements);
  }

  private static String place(JsonProcessingException e) {
    // A breach of a limit (StreamConstraintsException) has no location.
    if (e.getLocation() == null) {
      return "the value is too deep or too long: at most " + MAX_DEPTH + " levels are read";
    }
    return "not valid JSON at line %d, column %d%s"
        .formatted(
            e.getLocation().getLineNr(),
            e.getLocation().getColumnNr(),
            e.getOriginalMessage().startsWith("Duplicate field") ? ": duplicate member" : "");
  }
}
