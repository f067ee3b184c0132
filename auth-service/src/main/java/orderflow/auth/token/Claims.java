package orderflow.auth.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import orderflow.auth.token.Verdict.Reason;
import orderflow.kit.json.Json;

/// The members of a token's header or payload, each of its one type.
///
/// Members are told apart by patterns and not by chains of lambdas: the authorizer reads a token in
/// its cold start, and each lambda is a class that the JVM makes first.
record Claims(Json.Obj members) {
  private static final Json NONE = new Json.Null();
  private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");

  /// Seconds up to the year 9999: larger values overflow what is computed from them.
  private static final long MAX_SECONDS = 253_402_300_799L;

  /// A text of at least one character.
  Optional<String> text(String name) {
    return member(name) instanceof Json.Str(String text) && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /// Whole seconds since 1970, the only NumericDate (RFC 7519 §2) that our issuer writes.
  Optional<Instant> time(String name) {
    if (!(member(name) instanceof Json.Num(String text)) || !SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(text);
    return seconds <= MAX_SECONDS ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
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
    return member("aud") instanceof Json.Arr ? Reason.WRONG_AUDIENCE : Reason.MALFORMED;
  }

  private boolean isComplete() {
    return text("iss").isPresent()
        && text("sub").isPresent()
        && text("aud").isPresent()
        && text("client_id").isPresent()
        && text("jti").isPresent()
        && time("iat").isPresent()
        && time("exp").isPresent()
        && (isAbsent("nbf") || time("nbf").isPresent())
        && (isAbsent("auth_time") || time("auth_time").isPresent())
        && (isAbsent("scope") || isText("scope"))
        && (isAbsent("sid") ? isAbsent("auth_time") : isLogin())
        && roles().isPresent()
        && texts("amr").isPresent();
  }

  private boolean isLogin() {
    return text("sid").isPresent() && time("auth_time").isPresent();
  }

  private Optional<AccessClaims.Login> login() {
    return isAbsent("sid")
        ? Optional.empty()
        : Optional.of(
            new AccessClaims.Login(
                text("sid").orElseThrow(),
                time("auth_time").orElseThrow(),
                texts("amr").orElseThrow()));
  }

  private Optional<List<String>> roles() {
    return texts("roles");
  }

  /// A list of texts; one that is left out is empty.
  private Optional<List<String>> texts(String name) {
    if (isAbsent(name)) {
      return Optional.of(List.of());
    }
    if (!(member(name) instanceof Json.Arr(List<Json> elements))) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Json element : elements) {
      if (!(element instanceof Json.Str(String text))) {
        return Optional.empty();
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }

  private boolean isAbsent(String name) {
    return members.get(name).isEmpty();
  }

  private boolean isText(String name) {
    return member(name) instanceof Json.Str;
  }

  private Json member(String name) {
    return members.get(name).orElse(NONE);
  }
}
