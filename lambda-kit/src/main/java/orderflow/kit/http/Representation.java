package orderflow.kit.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import orderflow.model.ErrorCode;

/// Checks what a request carries and accepts, before its route reads it.
final class Representation {

  private Representation() {}

  static Optional<Problem> refusal(HttpRequest request) {
    if (request.body().size() > HttpEdge.MAX_BODY_BYTES) {
      return Optional.of(
          Problem.of(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "the body has %d bytes, at most %d are taken"
                  .formatted(request.body().size(), HttpEdge.MAX_BODY_BYTES)));
    }
    if (!acceptsJson(request)) {
      return Optional.of(
          Problem.of(ErrorCode.NOT_ACCEPTABLE, "Accept does not include application/json"));
    }
    if (!request.body().isEmpty() && !sendsJson(request)) {
      return Optional.of(
          Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"));
    }
    return Optional.empty();
  }

  private static boolean sendsJson(HttpRequest request) {
    return request
        .header("content-type")
        .map(Representation::mediaType)
        .filter("application/json"::equals)
        .isPresent();
  }

  private static boolean acceptsJson(HttpRequest request) {
    return request
        .header("accept")
        .map(value -> Arrays.stream(value.split(",", -1)).anyMatch(Representation::takesJson))
        .orElse(true);
  }

  private static boolean takesJson(String range) {
    boolean excluded = range.replace(" ", "").matches(".*;q=0(\\.0*)?$");
    return !excluded
        && switch (mediaType(range)) {
          case "*/*", "application/*", "application/json", "application/problem+json" -> true;
          default -> false;
        };
  }

  private static String mediaType(String value) {
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
