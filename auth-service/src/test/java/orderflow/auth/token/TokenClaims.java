package orderflow.auth.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderflow.kit.json.Json;

/// The payload of a good access token, to be spoilt member by member.
public record TokenClaims(Map<String, Json> members) {

  public static TokenClaims good(String issuer, Instant now) {
    return new TokenClaims(
        Json.object()
            .with("iss", issuer)
            .with("sub", "usr_1")
            .with("aud", "orderflow")
            .with("client_id", "first-party")
            .with("iat", now.getEpochSecond())
            .with("exp", now.getEpochSecond() + 600)
            .with("jti", "tok_1")
            .with("scope", "orders:read")
            .with("roles", Json.texts(List.of("customer")))
            .with("sid", "ses_1")
            .with("auth_time", now.getEpochSecond())
            .build()
            .members());
  }

  public TokenClaims with(String name, Json value) {
    Map<String, Json> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new TokenClaims(more);
  }

  public TokenClaims remove(String name) {
    Map<String, Json> fewer = new LinkedHashMap<>(members);
    fewer.remove(name);
    return new TokenClaims(fewer);
  }

  public Json.Obj build() {
    return new Json.Obj(members);
  }
}
