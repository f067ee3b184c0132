package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What the rules ask of a tree.
final class Trees {
  private Trees() {}

  /// `over` on top of `base`; objects are merged, all else is replaced.
  static JsonNode merged(JsonNode base, JsonNode over) {
    if (!base.isObject() || !over.isObject()) {
      return over.isMissingNode() ? base : over;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    base.properties().forEach(entry -> result.set(entry.getKey(), entry.getValue()));
    over.properties()
        .forEach(entry ->
            result.set(entry.getKey(), merged(base.path(entry.getKey()), entry.getValue())));
    return result;
  }

  /// A list's texts, or the one text that stands for a list.
  static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode()
          ? List.of()
          : List.of(node.isTextual() ? node.asText() : node.toString());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.isTextual() ? item.asText() : item.toString()));
    return texts;
  }

  /// A list's members, or the one member that stands for a list.
  static List<JsonNode> members(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode() ? List.of() : List.of(node);
    }
    List<JsonNode> members = new ArrayList<>();
    node.forEach(members::add);
    return members;
  }
}
