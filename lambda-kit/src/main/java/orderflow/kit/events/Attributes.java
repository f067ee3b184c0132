package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// DynamoDB's attribute values as stream records have them: `{"S": …}`, binary in base64, numbers
/// as text (DynamoDB API Reference, "AttributeValue").
final class Attributes {

  private Attributes() {}

  static @Nullable Map<String, AttributeValue> map(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      map.put(name, value(parser));
    }
    return map;
  }

  static void write(JsonGenerator generator, String name, @Nullable Map<String, AttributeValue> map)
      throws IOException {
    if (map != null) {
      generator.writeFieldName(name);
      write(generator, map);
    }
  }

  private static AttributeValue value(JsonParser parser) throws IOException {
    AttributeValue value = new AttributeValue();
    if (!Members.isObject(parser)) {
      return value;
    }
    for (String type = Members.next(parser); type != null; type = Members.next(parser)) {
      switch (type) {
        case "S" -> value.setS(Members.text(parser));
        case "N" -> value.setN(Members.text(parser));
        case "B" -> value.setB(binary(parser));
        case "BOOL" -> value.setBOOL(flag(parser));
        case "NULL" -> value.setNULL(flag(parser));
        case "M" -> value.setM(map(parser));
        case "L" -> value.setL(list(parser, Attributes::value));
        case "SS" -> value.setSS(list(parser, Members::text));
        case "NS" -> value.setNS(list(parser, Members::text));
        case "BS" -> value.setBS(list(parser, Attributes::binary));
        default -> parser.skipChildren();
      }
    }
    return value;
  }

  private interface Reader<T extends @Nullable Object> {
    T read(JsonParser parser) throws IOException;
  }

  private static <T extends @Nullable Object> @Nullable List<T> list(
      JsonParser parser, Reader<T> reader) throws IOException {
    if (!Members.isArray(parser)) {
      return null;
    }
    List<T> list = new ArrayList<>();
    while (Members.hasElement(parser)) {
      list.add(reader.read(parser));
    }
    return list;
  }

  private static @Nullable Boolean flag(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getValueAsBoolean();
  }

  private static @Nullable ByteBuffer binary(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? null
        : ByteBuffer.wrap(parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
  }

  private static void write(JsonGenerator generator, Map<String, AttributeValue> map)
      throws IOException {
    generator.writeStartObject();
    for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
      generator.writeFieldName(entry.getKey());
      write(generator, entry.getValue());
    }
    generator.writeEndObject();
  }

  private static void write(JsonGenerator generator, AttributeValue value) throws IOException {
    generator.writeStartObject();
    Members.write(generator, "S", value.getS());
    Members.write(generator, "N", value.getN());
    writeBinary(generator, value.getB(), "B");
    flag(generator, "BOOL", value.getBOOL());
    flag(generator, "NULL", value.getNULL());
    write(generator, "M", value.getM());
    each(generator, "L", value.getL(), element -> write(generator, element));
    each(generator, "SS", value.getSS(), generator::writeString);
    each(generator, "NS", value.getNS(), generator::writeString);
    each(generator, "BS", value.getBS(), element -> generator.writeBinary(bytes(element)));
    generator.writeEndObject();
  }

  private static void flag(JsonGenerator generator, String type, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      generator.writeBooleanField(type, value);
    }
  }

  private static void writeBinary(JsonGenerator generator, @Nullable ByteBuffer value, String type)
      throws IOException {
    if (value != null) {
      generator.writeBinaryField(type, bytes(value));
    }
  }

  /// Leaves the buffer as it was, so that a record can be written more than once.
  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private interface Writer<T> {
    void write(T element) throws IOException;
  }

  private static <T> void each(
      JsonGenerator generator, String type, @Nullable List<T> elements, Writer<T> writer)
      throws IOException {
    if (elements != null) {
      generator.writeArrayFieldStart(type);
      for (T element : elements) {
        writer.write(element);
      }
      generator.writeEndArray();
    }
  }
}
