package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Scopes;
import orderflow.auth.domain.Session;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Ids;

/// Makes the tokens of a session, and those of a client for itself.
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

  /// For everything that the account may do.
  TokenGrant grant(Account account, Session session, RefreshToken refresh, Signing signing) {
    return grant(account, session, refresh, account.scopes(), signing);
  }

  TokenGrant grant(
      Account account, Session session, RefreshToken refresh, Scopes scopes, Signing signing) {
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
            scopes.text(),
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
        scopes.text());
  }

  /// A client's own token names it as subject and client and has neither roles nor session.
  ClientGrant grantToClient(Client client, Scopes scopes, Signing signing) {
    Instant now = signing.now().truncatedTo(ChronoUnit.SECONDS);
    AccessClaims claims =
        new AccessClaims(
            signing.issuer(),
            client.id(),
            audience,
            client.id(),
            now,
            now.plus(lifetime),
            ids.next("tok_"),
            scopes.text(),
            List.of(),
            Optional.empty());
    return new ClientGrant(AccessTokenIssuer.issue(claims, signing.key()), lifetime, scopes.text());
  }

  /// Who signs, as whom, when.
  record Signing(SigningKey key, String issuer, Instant now) {}
}
