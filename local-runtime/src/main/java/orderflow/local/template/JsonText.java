package orderflow.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// A text property that has to hold JSON.
final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonText() {}

  static String read(Value value) {
    String text = Shapes.text(value);
    try {
      if (JSON.readTree(text).isMissingNode()) {
        throw Refusal.expected(value, "JSON");
      }
      return text;
    } catch (JsonProcessingException notJson) {
      throw Refusal.expected(value, "JSON: " + notJson.getOriginalMessage());
    }
  }
}
