package orderflow.kit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what the authorizer said of the caller from `requestContext.authorizer.lambda`.
///
/// API Gateway caches the authorizer's answer, so a token can end between the verdict and the
/// request: `exp` is checked here again. Anything but a complete `ok` is no caller, a missing
/// context included.
final class CallerReader {
  static final String NO_VERDICT = "no_verdict";

  private CallerReader() {}

  /// What is known of the caller.
  sealed interface Reading {}

  record Known(Caller.Identified caller) implements Reading {}

  /// @param verdict what is wrong with the token, in the authorizer's words
  record Unknown(String verdict) implements Reading {}

  static Reading read(APIGatewayV2HTTPEvent event, Instant now) {
    Map<String, Object> context = contextOf(event);
    String verdict = text(context, "verdict").orElse(NO_VERDICT);
    if (!verdict.equals("ok")) {
      return new Unknown(verdict);
    }
    Optional<Instant> end = text(context, "exp").flatMap(CallerReader::instant);
    Optional<String> subject = text(context, "sub");
    if (end.isEmpty() || subject.isEmpty()) {
      return new Unknown(NO_VERDICT);
    }
    if (!end.get().isAfter(now)) {
      return new Unknown("expired");
    }
    return new Known(caller(context, subject.get(), end.get()));
  }

  private static Caller.Identified caller(
      Map<String, Object> context, String subject, Instant end) {
    return new Caller.Identified(
        subject,
        words(context, "roles"),
        words(context, "scope"),
        text(context, "sid"),
        text(context, "client_id").orElse(subject),
        end,
        text(context, "auth_time").flatMap(CallerReader::instant),
        words(context, "amr"));
  }

  private static Map<String, Object> contextOf(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getLambda)
        .orElse(Map.of());
  }

  private static Optional<String> text(Map<String, Object> context, String name) {
    return Optional.ofNullable(context.get(name)).map(Object::toString).filter(t -> !t.isEmpty());
  }

  private static Set<String> words(Map<String, Object> context, String name) {
    return Arrays.stream(text(context, name).orElse("").split(" ", -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Optional<Instant> instant(String epochSeconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(epochSeconds)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
