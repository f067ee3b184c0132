package orderflow.kit.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import orderflow.model.ErrorCode;

/// Checks what a request carries and accepts, before its route reads it.
final class Representation {

  private Representation() {}

  /// Why a request is not let through, if it is not.
  ///
  /// @param route which body it takes and what it answers with besides JSON
  static Optional<Problem> refusal(HttpRequest request, Route route) {
    if (request.body().size() > HttpEdge.MAX_BODY_BYTES) {
      return Optional.of(
          Problem.of(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "the body has %d bytes, at most %d are taken"
                  .formatted(request.body().size(), HttpEdge.MAX_BODY_BYTES)));
    }
    if (!acceptsJson(request)
        && route.mediaTypes().stream().noneMatch(type -> names(request, type))) {
      return Optional.of(
          Problem.of(ErrorCode.NOT_ACCEPTABLE, "Accept does not include application/json"));
    }
    if (!request.body().isEmpty() && !sends(request, route.bodyType())) {
      return Optional.of(
          Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + route.bodyType()));
    }
    return Optional.empty();
  }

  /// Whether `Accept` names this very media type.
  static boolean names(HttpRequest request, String type) {
    return request.header("accept").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(range -> !isExcluded(range) && mediaType(range).equals(type));
  }

  private static boolean sends(HttpRequest request, String type) {
    return request
        .header("content-type")
        .map(Representation::mediaType)
        .filter(type::equals)
        .isPresent();
  }

  private static boolean acceptsJson(HttpRequest request) {
    return request
        .header("accept")
        .map(value -> Arrays.stream(value.split(",", -1)).anyMatch(Representation::takesJson))
        .orElse(true);
  }

  private static boolean takesJson(String range) {
    return !isExcluded(range)
        && switch (mediaType(range)) {
          case "*/*", "application/*", "application/json", "application/problem+json" -> true;
          default -> false;
        };
  }

  private static boolean isExcluded(String range) {
    return range.replace(" ", "").matches(".*;q=0(\\.0*)?$");
  }

  private static String mediaType(String value) {
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
