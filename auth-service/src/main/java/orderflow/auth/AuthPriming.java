package orderflow.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.NewKey;
import orderflow.kit.id.Chance;
import orderflow.kit.json.JsonReader;

/// Runs what a login and a refresh run, offline: a token signed with a key that is thrown away, a
/// sealed successor, a body read. The hasher makes its first hash itself.
final class AuthPriming {

  private AuthPriming() {}

  static void tokens(Chance chance) {
    JsonReader.readTrusted("{\"email\":\"a@b\"}".getBytes(StandardCharsets.UTF_8));
    AccessClaims claims =
        new AccessClaims(
            "prime",
            "prime",
            "prime",
            "prime",
            chance.clock().instant(),
            chance.clock().instant().plus(Duration.ofMinutes(1)),
            "prime",
            "",
            List.of(),
            Optional.empty());
    AccessTokenIssuer.issue(claims, NewKey.generate().signingKey());
    RefreshToken token = RefreshToken.fresh("prime", "prime", chance.random());
    SuccessorSeal.open(token, SuccessorSeal.seal(token, token, chance.random()));
  }
}
