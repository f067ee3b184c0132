package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final SecureRandom random = new SecureRandom();
  private final ClientSecret first = ClientSecret.fresh(random);
  private final ClientSecret second = ClientSecret.fresh(random);
  private final Client client =
      new Client(
          "cli_1",
          "Shop",
          new Scopes(List.of("orders:read")),
          List.of(kept("sec_1", first, NOW)),
          1,
          NOW,
          NOW);

  @Test
  void each_secret_that_is_kept_is_accepted_and_no_other() {
    Client both = client.with(kept("sec_2", second, LATER));

    assertThat(both.accepts(first)).isTrue();
    assertThat(both.accepts(second)).isTrue();
    assertThat(both.accepts(ClientSecret.fresh(random))).isFalse();
    assertThat(both.accepts(new ClientSecret(first.hash()))).isFalse();
    assertThat(client.accepts(second)).isFalse();
  }

  @Test
  void a_secret_that_was_removed_is_not_accepted() {
    Client renewed = client.with(kept("sec_2", second, LATER)).without("sec_1", LATER);

    assertThat(renewed.accepts(first)).isFalse();
    assertThat(renewed.accepts(second)).isTrue();
    assertThat(renewed.hasSecret("sec_1")).isFalse();
  }

  @Test
  void there_is_room_for_two_secrets() {
    assertThat(client.hasAllSecrets()).isFalse();
    assertThat(client.with(kept("sec_2", second, LATER)).hasAllSecrets()).isTrue();
  }

  @Test
  void each_change_is_one_version_on() {
    Client changed = client.with(kept("sec_2", second, LATER));

    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.updatedAt()).isEqualTo(LATER);
    assertThat(changed.createdAt()).isEqualTo(NOW);
    assertThat(changed.without("sec_2", LATER).version()).isEqualTo(3);
  }

  @Test
  void secrets_have_256_random_bits_and_are_never_printed() {
    assertThat(first.text()).matches("ofs_[A-Za-z0-9_-]{43}").isNotEqualTo(second.text());
    assertThat(first + client.toString() + new ClientCredentials("cli_1", first))
        .doesNotContain(first.text(), first.hash());
  }

  private static Client.Secret kept(String id, ClientSecret secret, Instant createdAt) {
    return new Client.Secret(id, secret.hash(), createdAt);
  }
}
