package orderflow.kit.http;

import java.util.function.UnaryOperator;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;
import orderflow.kit.json.Shape;
import orderflow.model.ErrorCode;

/// Reads a JSON body. The edge has checked size and content type before.
///
/// @param value the body decoded
/// @param json the body as sent, for fingerprints
public record JsonBody<T>(T value, Json json) {
  private static final byte[] EMPTY = {'{', '}'};

  /// Decodes the body: malformed JSON, or all faults at once, become the problem.
  public static <T> Input<JsonBody<T>> read(HttpRequest request, Shape<T> shape) {
    return read(request.body().bytes(), UnaryOperator.identity(), shape);
  }

  /// The same where a request without a body means an empty object, and so does `null`, which
  /// generated clients send for a body that nobody gave.
  public static <T> Input<JsonBody<T>> readOptional(HttpRequest request, Shape<T> shape) {
    byte[] sent = request.body().bytes();
    return read(
        sent.length == 0 ? EMPTY : sent,
        json -> json instanceof Json.Null ? Json.object().build() : json,
        shape);
  }

  private static <T> Input<JsonBody<T>> read(
      byte[] sent, UnaryOperator<Json> meaning, Shape<T> shape) {
    try {
      Json json = meaning.apply(JsonReader.read(sent));
      return switch (Fields.decode(json, shape)) {
        case Decoded.Valid<T>(T value) -> Input.given(new JsonBody<>(value, json));
        case Decoded.Invalid<T>(var faults) -> Input.refused(Problem.invalidInput(faults));
      };
    } catch (JsonSyntaxException e) {
      return Input.refused(Problem.of(ErrorCode.MALFORMED_JSON, e.detail()));
    }
  }
}
