package orderflow.orders.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orderflow.kit.json.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// JSON as attributes and back: what an event of a type unknown here keeps its data through. Sets
/// read as arrays, binary as base64 text; members are sorted, since attributes have no order.
final class JsonAttributes {

  private JsonAttributes() {}

  static AttributeValue write(Json json) {
    return switch (json) {
      case Json.Obj(var members) ->
          AttributeValue.fromM(
              members.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, entry -> write(entry.getValue()))));
      case Json.Arr(var elements) ->
          AttributeValue.fromL(elements.stream().map(JsonAttributes::write).toList());
      case Json.Str(var text) -> AttributeValue.fromS(text);
      case Json.Num(var number) -> AttributeValue.fromN(number);
      case Json.Bool(var bool) -> AttributeValue.fromBool(bool);
      case Json.Null _ -> AttributeValue.fromNul(true);
    };
  }

  static Json read(Map<String, AttributeValue> attributes) {
    Map<String, Json> members = new LinkedHashMap<>();
    new TreeMap<>(attributes).forEach((name, value) -> members.put(name, read(value)));
    return new Json.Obj(members);
  }

  private static Json read(AttributeValue value) {
    return switch (value.type()) {
      case S -> Json.of(value.s());
      case N -> new Json.Num(value.n());
      case BOOL -> Json.of(value.bool());
      case M -> read(value.m());
      case L -> Json.of(value.l().stream().map(JsonAttributes::read).toList());
      case SS -> Json.texts(value.ss());
      case NS -> Json.of(value.ns().stream().map(Json.Num::new).toList());
      case B -> Json.of(base64(value.b()));
      case BS -> Json.texts(value.bs().stream().map(JsonAttributes::base64).toList());
      case NUL, UNKNOWN_TO_SDK_VERSION -> new Json.Null();
    };
  }

  private static String base64(software.amazon.awssdk.core.SdkBytes bytes) {
    return java.util.Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
