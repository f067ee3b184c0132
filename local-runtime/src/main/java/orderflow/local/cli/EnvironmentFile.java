package orderflow.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file of `--env-vars`, in the form of `sam local`: `{"Function": {"NAME": "value"}}`.
final class EnvironmentFile {
  private static final String EXPECTED = "Expected {\"Function\": {\"NAME\": \"value\"}}.";

  private EnvironmentFile() {}

  /// Variables by function.
  ///
  /// @throws Problem if the file is missing or has another form; values never get into its text
  static Map<String, Map<String, String>> read(Path file) throws Problem, IOException {
    if (!Files.isReadable(file)) {
      throw new Problem("No readable file " + file + " for --env-vars.", EXPECTED);
    }
    Map<String, Map<String, String>> functions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object(parse(file), file.toString()).properties()) {
      if (member.getKey().equals("Parameters")) {
        throw new Problem(
            file + " has the member Parameters, which sets variables of all functions.",
            "Name them under each function that uses them.");
      }
      functions.put(member.getKey(), variables(file, member.getKey(), member.getValue()));
    }
    return functions;
  }

  private static JsonNode parse(Path file) throws Problem, IOException {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw new Problem(file + ":" + line + ":" + column + ": no valid JSON.", EXPECTED);
    }
  }

  private static Map<String, String> variables(Path file, String function, JsonNode node)
      throws Problem {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : object(node, file + ": " + function).properties()) {
      if (!variable.getValue().isValueNode() || variable.getValue().isNull()) {
        throw new Problem(
            file + ": " + function + "." + variable.getKey() + " is no text or number.", EXPECTED);
      }
      variables.put(variable.getKey(), variable.getValue().asText());
    }
    return variables;
  }

  private static JsonNode object(JsonNode node, String what) throws Problem {
    if (!node.isObject()) {
      throw new Problem(what + " is no JSON object.", EXPECTED);
    }
    return node;
  }
}
