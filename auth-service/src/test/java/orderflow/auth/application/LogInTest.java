package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Session;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.Verdict;
import org.junit.jupiter.api.Test;

final class LogInTest {
  private final Fixture auth = new Fixture();

  @Test
  void a_login_gives_tokens_that_the_published_keys_verify() {
    auth.ensureKeys.ensure("req-keys", auth.deadline());
    auth.seed("customer@example.com", Role.CUSTOMER);

    LogIn.Result result = auth.logIn("Customer@Example.com", Fixture.PASSWORD);

    TokenGrant grant = ((LogIn.Result.Granted) result).grant();
    AccessClaims claims = claims(grant.accessToken());
    assertThat(claims.subject()).startsWith("usr_");
    assertThat(claims.roles()).containsExactly("customer");
    assertThat(claims.scope()).isEqualTo("orders:read orders:write").isEqualTo(grant.scope());
    assertThat(claims.clientId()).isEqualTo(TokenGrants.FIRST_PARTY);
    assertThat(claims.login().orElseThrow().sessionId()).isEqualTo(grant.sessionId());
    assertThat(grant.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    assertThat(grant.refreshExpiresIn()).isEqualTo(Session.IDLE_LIFETIME);
  }

  @Test
  void unknown_address_wrong_password_and_disabled_account_give_the_same_result() {
    auth.ensureKeys.ensure("req-keys", auth.deadline());
    auth.seed("customer@example.com", Role.CUSTOMER);
    auth.seed("gone@example.com", Role.CUSTOMER);
    setStatus("gone@example.com", Account.Status.DISABLED);
    auth.seed("new@example.com", Role.CUSTOMER);
    setStatus("new@example.com", Account.Status.UNVERIFIED);

    assertThat(auth.logIn("nobody@example.com", Fixture.PASSWORD))
        .isEqualTo(auth.logIn("customer@example.com", "not the right password"))
        .isEqualTo(auth.logIn("gone@example.com", Fixture.PASSWORD))
        .isEqualTo(auth.logIn("new@example.com", Fixture.PASSWORD))
        .isInstanceOf(LogIn.Result.InvalidCredentials.class);
  }

  @Test
  void without_keys_nobody_logs_in_until_there_are_some() {
    auth.seed("customer@example.com", Role.CUSTOMER);

    assertThat(auth.logIn("customer@example.com", Fixture.PASSWORD))
        .isEqualTo(new LogIn.Result.NoKeys());

    auth.ensureKeys.ensure("req-keys", auth.deadline());

    assertThat(auth.logIn("customer@example.com", Fixture.PASSWORD))
        .isInstanceOf(LogIn.Result.Granted.class);
  }

  private AccessClaims claims(String token) {
    KeySet keys = KeySet.parse(auth.keys.publicKeys().orElseThrow());
    Verdict verdict =
        new AccessTokenVerifier("orderflow", keys::find)
            .verify(token, Fixture.ISSUER, auth.clock.instant());
    return ((Verdict.Accepted) verdict).claims();
  }

  private void setStatus(String email, Account.Status status) {
    Account account = auth.accounts.findByEmail(Fixture.email(email)).orElseThrow();
    Account changed =
        new Account(
            account.id(),
            account.email(),
            account.name(),
            account.credentials(),
            account.roles(),
            status != Account.Status.UNVERIFIED,
            status == Account.Status.DISABLED,
            account.version() + 1,
            account.createdAt(),
            auth.clock.instant());
    assertThat(auth.change(changed)).isTrue();
  }
}
