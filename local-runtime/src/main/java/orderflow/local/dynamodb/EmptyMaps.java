package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Puts back what DynamoDB Local 3.3.1 leaves out of stream records: an empty map is `{}` there and
/// `{"M":{}}` on AWS and in the items themselves. A function that reads `{}` finds an attribute
/// without a value, which no item can have.
final class EmptyMaps {
  private EmptyMaps() {}

  /// @param attributes an image or the members of a map; changed in place
  static void mend(JsonNode attributes) {
    attributes.forEach(EmptyMaps::mendValue);
  }

  private static void mendValue(JsonNode value) {
    if (value.isObject() && value.isEmpty()) {
      ((ObjectNode) value).putObject("M");
    } else {
      mend(value.path("M"));
      value.path("L").forEach(EmptyMaps::mendValue);
    }
  }
}
