package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Session;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Ids;

/// Makes the tokens of a session.
public final class TokenGrants {
  /// `client_id` of every token that a person's login gives.
  public static final String FIRST_PARTY = "first-party";

  private final String audience;
  private final Duration lifetime;
  private final Ids ids;

  /// Grants of one deployment.
  ///
  /// @param audience `aud` of the access tokens
  /// @param lifetime how long an access token is good
  public TokenGrants(String audience, Duration lifetime, Ids ids) {
    this.audience = audience;
    this.lifetime = lifetime;
    this.ids = ids;
  }

  TokenGrant grant(Account account, Session session, RefreshToken refresh, Signing signing) {
    Instant now = signing.now().truncatedTo(ChronoUnit.SECONDS);
    AccessClaims claims =
        new AccessClaims(
            signing.issuer(),
            account.id(),
            audience,
            FIRST_PARTY,
            now,
            now.plus(lifetime),
            ids.next("tok_"),
            account.scope(),
            Role.texts(account.roles()),
            Optional.of(
                new AccessClaims.Login(
                    session.id(), session.authenticatedAt(), session.methods())));
    return new TokenGrant(
        AccessTokenIssuer.issue(claims, signing.key()),
        lifetime,
        refresh.text(),
        session.remaining(signing.now()),
        session.id(),
        account.scope());
  }

  /// Who signs, as whom, when.
  record Signing(SigningKey key, String issuer, Instant now) {}
}
