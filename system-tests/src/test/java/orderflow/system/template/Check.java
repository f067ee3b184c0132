package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/// Compares parts of one node with what is expected and collects the faults.
record Check(String owner, JsonNode node, List<String> faults) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param pointer JSON pointer from the node
  /// @param expected a value that Jackson turns into the tree that must stand there
  void equal(String pointer, Object expected) {
    JsonNode found = node.at(pointer);
    if (!found.equals(JSON.valueToTree(expected))) {
      faults.add(owner + ": " + pointer + " is " + shown(found) + ", expected " + expected);
    }
  }

  void between(String pointer, int least, int most) {
    JsonNode found = node.at(pointer);
    if (!found.isInt() || found.asInt() < least || found.asInt() > most) {
      faults.add(
          "%s: %s is %s, expected %d to %d".formatted(owner, pointer, shown(found), least, most));
    }
  }

  void present(String pointer) {
    if (node.at(pointer).isMissingNode()) {
      faults.add(owner + ": " + pointer + " is missing");
    }
  }

  void absent(String pointer, String reason) {
    if (!node.at(pointer).isMissingNode()) {
      faults.add(owner + ": " + pointer + " must not be set: " + reason);
    }
  }

  private static String shown(JsonNode found) {
    return found.isMissingNode() ? "missing" : found.toString();
  }
}
