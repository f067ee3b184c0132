package orderflow.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orderflow.model.ErrorCode;

/// Decides whether a caller may use a route (RFC 6750 §3 and RFC 9470 §3 for the challenges).
final class Admission {

  private Admission() {}

  static Optional<Problem> refusal(Access access, CallerReader.Reading reading, Instant now) {
    return switch (access) {
      case Access.Open _ -> Optional.empty();
      case Access.Authenticated _ -> missing(reading);
      case Access.Scope(String scope) -> missing(reading).or(() -> lacking(scope, reading));
      case Access.RecentLogin(Access inner, Duration maxAge) ->
          refusal(inner, reading, now).or(() -> stale(maxAge, reading, now));
    };
  }

  private static Optional<Problem> stale(
      Duration maxAge, CallerReader.Reading reading, Instant now) {
    boolean recent =
        reading instanceof CallerReader.Known(Caller.Identified caller)
            && (caller.isClient()
                || caller
                    .authenticatedAt()
                    .filter(login -> login.plus(maxAge).isAfter(now))
                    .isPresent());
    return recent
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    ErrorCode.RECENT_LOGIN_REQUIRED,
                    "this needs a login younger than %d minutes".formatted(maxAge.toMinutes()))
                .with(
                    "WWW-Authenticate",
                    "Bearer error=\"insufficient_user_authentication\", max_age="
                        + maxAge.toSeconds()));
  }

  private static Optional<Problem> missing(CallerReader.Reading reading) {
    return switch (reading) {
      case CallerReader.Known _ -> Optional.empty();
      case CallerReader.Unknown(String verdict) ->
          Optional.of(
              Problem.of(ErrorCode.UNAUTHENTICATED, "the access token is not accepted: " + verdict)
                  .with(
                      "WWW-Authenticate",
                      "Bearer error=\"invalid_token\", error_description=\"" + verdict + "\""));
    };
  }

  private static Optional<Problem> lacking(String scope, CallerReader.Reading reading) {
    boolean has =
        reading instanceof CallerReader.Known(Caller.Identified caller) && caller.has(scope);
    return has
        ? Optional.empty()
        : Optional.of(
            Problem.of(ErrorCode.INSUFFICIENT_SCOPE, "the token lacks the scope " + scope)
                .with(
                    "WWW-Authenticate",
                    "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\""));
  }
}
