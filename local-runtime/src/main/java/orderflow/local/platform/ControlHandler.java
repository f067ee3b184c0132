package orderflow.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What answers one method and path of the [ControlServer].
@FunctionalInterface
interface ControlHandler {

  Answer answer(Request request) throws IOException, InterruptedException;

  /// A request that was let in.
  ///
  /// @param query parameters by name, decoded; of a repeated one the last counts
  /// @param body as it came, empty for none
  record Request(Map<String, String> query, String body) {
    public Request {
      query = Map.copyOf(query);
    }

    /// Empty when there is none, or one without a value.
    Optional<String> parameter(String name) {
      return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }
  }

  /// An answer in JSON.
  record Answer(int status, JsonNode body) {
    static Answer ok(JsonNode body) {
      return new Answer(200, body);
    }

    /// Something that a person reads.
    static Answer message(int status, String text) {
      return new Answer(status, JsonNodeFactory.instance.objectNode().put("message", text));
    }
  }
}
