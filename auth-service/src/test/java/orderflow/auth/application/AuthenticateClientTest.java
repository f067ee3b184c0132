package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orderflow.auth.ClientSamples;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientCredentials;
import orderflow.auth.domain.ClientSecret;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.ClientLimitStore;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;

final class AuthenticateClientTest {
  private static final ClientSecret GUESS = new ClientSecret("ofs_guess");

  private final Fixture auth = new Fixture();
  private final ClientStore clients =
      new ClientStore(auth.tables.client(), auth.tables.authTable(), auth.random);
  private final AuthenticateClient authenticate =
      new AuthenticateClient(
          clients,
          new ClientLimitStore(auth.tables.client(), auth.tables.authTable(), auth.random),
          auth.chance);

  @Test
  void wrong_secrets_count_again_when_the_time_is_over() {
    String id = client();
    guessUntilLimited(id);

    AuthenticateClient.Result limited = guess(id);
    auth.clock.advance(wait(limited));

    assertThat(guess(id)).isInstanceOf(AuthenticateClient.Result.Refused.class);
  }

  @Test
  void clients_that_do_not_exist_have_one_counter_a_network() {
    for (int i = 0; i < RateLimit.CLIENT_SECRET.quota(); i++) {
      guess(auth.chance.ids().next(Client.ID_PREFIX));
    }

    assertThat(guess(auth.chance.ids().next(Client.ID_PREFIX)))
        .isInstanceOf(AuthenticateClient.Result.Limited.class);
    assertThat(audited()).isEqualTo(RateLimit.CLIENT_SECRET.quota());
  }

  @Test
  void guesses_at_one_client_hold_up_no_other() {
    String one = client();
    guessUntilLimited(one);

    assertThat(guess(one)).isInstanceOf(AuthenticateClient.Result.Limited.class);
    assertThat(guess(client())).isInstanceOf(AuthenticateClient.Result.Refused.class);
  }

  @Test
  void what_is_no_client_id_is_refused_without_a_trace() {
    assertThat(guess("shop")).isInstanceOf(AuthenticateClient.Result.Refused.class);

    assertThat(TestTables.scan(auth.tables.authTable())).isEmpty();
  }

  private void guessUntilLimited(String id) {
    for (int i = 0; i < RateLimit.CLIENT_SECRET.quota(); i++) {
      guess(id);
    }
  }

  private AuthenticateClient.Result guess(String id) {
    return authenticate.authenticate(
        new ClientCredentials(id, GUESS), Fixture.ORIGIN, auth.deadline());
  }

  private static Duration wait(AuthenticateClient.Result result) {
    Duration wait = ((AuthenticateClient.Result.Limited) result).allowance().resetsAfter();
    assertThat(wait).isPositive().isLessThanOrEqualTo(RateLimit.CLIENT_SECRET.window());
    return wait;
  }

  /// A client that has a secret which nobody here knows.
  private String client() {
    String id = auth.chance.ids().next(Client.ID_PREFIX);
    auth.tables
        .client()
        .putItem(put ->
            put.tableName(auth.tables.authTable()).item(ClientSamples.item(id, "orders:read")));
    return id;
  }

  private long audited() {
    return TestTables.scan(auth.tables.authTable()).stream()
        .filter(item -> item.toString().contains(AuditAction.CLIENT_REFUSED.text()))
        .count();
  }
}
