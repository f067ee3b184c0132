package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.Scopes;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;

/// Gives a client that has shown who it is an access token for itself (RFC 6749 §4.4). Nothing is
/// written, so it may be asked for again at any time.
public final class GrantToClient {
  private final SigningKeys keys;
  private final TokenGrants grants;
  private final Chance chance;

  public GrantToClient(SigningKeys keys, TokenGrants grants, Chance chance) {
    this.keys = keys;
    this.grants = grants;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    record Granted(ClientGrant grant) implements Result {}

    /// More is asked for than the client may have.
    ///
    /// @param most what it may have
    record ScopeExceeded(Scopes most) implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  /// Signs a token.
  ///
  /// @param wanted scopes that the token is confined to; all of the client's if not said
  /// @param issuer `iss` of the access token
  public Result grant(Client client, Optional<Scopes> wanted, String issuer) {
    Scopes scopes = wanted.orElse(client.scopes());
    if (!client.scopes().includes(scopes)) {
      return new Result.ScopeExceeded(client.scopes());
    }
    Optional<SigningKey> key = keys.current();
    return key.<Result>map(found ->
            new Result.Granted(
                grants.grantToClient(
                    client, scopes, new TokenGrants.Signing(found, issuer, chance.now()))))
        .orElseGet(Result.NoKeys::new);
  }
}
