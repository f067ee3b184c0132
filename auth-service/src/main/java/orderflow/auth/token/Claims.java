package orderflow.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.auth.token.Verdict.Reason;
import orderflow.kit.json.Json;

/// The members of a token's header or payload, each of its one type.
record Claims(Json.Obj members) {
  /// Seconds up to the year 9999: larger values overflow what is computed from them.
  private static final long MAX_SECONDS = 253_402_300_799L;

  /// A text of at least one character.
  Optional<String> text(String name) {
    return members
        .get(name)
        .filter(Json.Str.class::isInstance)
        .map(value -> ((Json.Str) value).value())
        .filter(value -> !value.isEmpty());
  }

  /// Whole seconds since 1970, the only NumericDate (RFC 7519 §2) that our issuer writes.
  Optional<Instant> time(String name) {
    return members
        .get(name)
        .filter(Json.Num.class::isInstance)
        .map(value -> ((Json.Num) value).text())
        .filter(value -> value.matches("0|[1-9][0-9]{0,11}"))
        .map(Long::parseLong)
        .filter(seconds -> seconds <= MAX_SECONDS)
        .map(Instant::ofEpochSecond);
  }

  /// The claims of an access token, if every one that RFC 9068 §2.2 requires is there and every one
  /// that is there has its type.
  Optional<AccessClaims> accessClaims() {
    if (!isComplete()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessClaims(
            text("iss").orElseThrow(),
            text("sub").orElseThrow(),
            text("aud").orElseThrow(),
            text("client_id").orElseThrow(),
            time("iat").orElseThrow(),
            time("exp").orElseThrow(),
            text("jti").orElseThrow(),
            text("scope").orElse(""),
            roles().orElseThrow(),
            login()));
  }

  /// `nbf`, which our issuer does not write but which, once there, counts.
  Instant notBefore() {
    return time("nbf").orElse(Instant.EPOCH);
  }

  /// Why there are no access claims: a list as `aud` is an audience that is not ours.
  Reason fault() {
    return members.get("aud").filter(Json.Arr.class::isInstance).isPresent()
        ? Reason.WRONG_AUDIENCE
        : Reason.MALFORMED;
  }

  private boolean isComplete() {
    return List.of("iss", "sub", "aud", "client_id", "jti").stream()
            .allMatch(name -> text(name).isPresent())
        && List.of("iat", "exp").stream().allMatch(name -> time(name).isPresent())
        && List.of("nbf", "auth_time").stream()
            .allMatch(name -> isAbsent(name) || time(name).isPresent())
        && (isAbsent("scope") || isText("scope"))
        && (isAbsent("sid") ? isAbsent("auth_time") : isLogin())
        && roles().isPresent()
        && texts("amr").isPresent();
  }

  private boolean isLogin() {
    return text("sid").isPresent() && time("auth_time").isPresent();
  }

  private Optional<AccessClaims.Login> login() {
    return text("sid")
        .map(sid ->
            new AccessClaims.Login(
                sid, time("auth_time").orElseThrow(), texts("amr").orElseThrow()));
  }

  private Optional<List<String>> roles() {
    return texts("roles");
  }

  /// A list of texts; one that is left out is empty.
  private Optional<List<String>> texts(String name) {
    if (isAbsent(name)) {
      return Optional.of(List.of());
    }
    return members
        .get(name)
        .filter(Json.Arr.class::isInstance)
        .map(value -> ((Json.Arr) value).elements())
        .filter(elements -> elements.stream().allMatch(Json.Str.class::isInstance))
        .map(elements -> elements.stream().map(e -> ((Json.Str) e).value()).toList());
  }

  private boolean isAbsent(String name) {
    return members.get(name).isEmpty();
  }

  private boolean isText(String name) {
    return members.get(name).filter(Json.Str.class::isInstance).isPresent();
  }
}
