package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Session;
import orderflow.dynamodblocal.Race;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class RefreshSessionTest {
  private final Fixture auth = new Fixture();

  @Test
  void each_token_gives_a_successor_that_works() {
    String first = auth.grant().refreshToken();

    String second = auth.refreshed(first);
    String third = auth.refreshed(second);

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(auth.refresh(third)).isInstanceOf(RefreshSession.Result.Granted.class);
  }

  @Test
  void a_token_sent_again_within_the_grace_gives_the_same_successor() {
    String first = auth.grant().refreshToken();
    String second = auth.refreshed(first);

    auth.clock.advance(Session.GRACE.minusMillis(1));

    assertThat(auth.refreshed(first)).isEqualTo(second);
    assertThat(auth.refresh(second)).isInstanceOf(RefreshSession.Result.Granted.class);
  }

  @Test
  void a_token_sent_again_after_the_grace_ends_the_session() {
    String first = auth.grant().refreshToken();
    String second = auth.refreshed(first);

    auth.clock.advance(Session.GRACE);

    assertThat(auth.refresh(first)).isInstanceOf(RefreshSession.Result.Reused.class);
    assertThat(auth.refresh(second)).isInstanceOf(RefreshSession.Result.Reused.class);
  }

  @Test
  void a_successor_that_was_used_closes_the_grace_of_its_predecessor() {
    String first = auth.grant().refreshToken();
    String second = auth.refreshed(first);
    String third = auth.refreshed(second);

    assertThat(auth.refresh(first)).isInstanceOf(RefreshSession.Result.Reused.class);
    assertThat(auth.refresh(third)).isInstanceOf(RefreshSession.Result.Reused.class);
  }

  @Test
  void a_token_that_the_session_never_had_ends_it() {
    String first = auth.grant().refreshToken();
    RefreshToken token = RefreshToken.parse(first).orElseThrow();
    String forged = RefreshToken.fresh(token.userId(), token.sessionId(), auth.random).text();

    assertThat(auth.refresh(forged)).isInstanceOf(RefreshSession.Result.Reused.class);
    assertThat(auth.refresh(first)).isInstanceOf(RefreshSession.Result.Reused.class);
  }

  @Test
  void one_session_does_not_touch_another() {
    String phone = auth.grant().refreshToken();
    String laptop =
        ((LogIn.Result.Granted) auth.logIn("customer@example.com", Fixture.PASSWORD))
            .grant()
            .refreshToken();
    auth.refreshed(phone);
    auth.clock.advance(Session.GRACE);

    assertThat(auth.refresh(phone)).isInstanceOf(RefreshSession.Result.Reused.class);
    assertThat(auth.refresh(laptop)).isInstanceOf(RefreshSession.Result.Granted.class);
  }

  @Test
  void many_uses_at_once_leave_one_live_successor() throws Exception {
    String first = auth.grant().refreshToken();

    List<RefreshSession.Result> results = Race.of(32, () -> auth.refresh(first));

    assertThat(results).allMatch(RefreshSession.Result.Granted.class::isInstance);
    assertThat(results.stream().map(RefreshSessionTest::successor).collect(Collectors.toSet()))
        .singleElement()
        .satisfies(successor ->
            assertThat(auth.refresh(successor)).isInstanceOf(RefreshSession.Result.Granted.class));
  }

  @Test
  void a_session_is_over_once_the_account_ended_all_of_them() {
    String first = auth.grant().refreshToken();
    Account account =
        auth.accounts.findByEmail(Fixture.email("customer@example.com")).orElseThrow();
    Account next = account.disabled(auth.clock.instant());
    assertThat(auth.change(next)).isTrue();
    assertThat(auth.change(next.enabled(auth.clock.instant()))).isTrue();

    assertThat(auth.refresh(first)).isEqualTo(new RefreshSession.Result.Invalid());
    assertThat(auth.logIn("customer@example.com", Fixture.PASSWORD))
        .isInstanceOf(LogIn.Result.Granted.class);
  }

  @Test
  void an_idle_session_ends() {
    String first = auth.grant().refreshToken();

    auth.clock.advance(Session.IDLE_LIFETIME);

    assertThat(auth.refresh(first)).isEqualTo(new RefreshSession.Result.Invalid());
  }

  @Test
  void a_session_ends_however_busy_it_is() {
    String token = auth.grant().refreshToken();
    Duration used = Duration.ZERO;
    while (used.plusDays(10).compareTo(Session.LIFETIME) < 0) {
      auth.clock.advance(Duration.ofDays(10));
      used = used.plusDays(10);
      token = auth.refreshed(token);
    }

    auth.clock.advance(Duration.ofDays(10));

    assertThat(auth.refresh(token)).isEqualTo(new RefreshSession.Result.Invalid());
  }

  @Test
  void roles_granted_since_the_login_are_in_the_next_token() {
    String token = auth.grant().refreshToken();
    auth.grantRole.grant(
        Fixture.email("customer@example.com"), Role.STAFF, "req-1", auth.deadline());

    RefreshSession.Result result = auth.refresh(token);

    assertThat(((RefreshSession.Result.Granted) result).grant().scope()).contains("catalog:write");
  }

  @Test
  void what_is_no_token_of_any_session_is_invalid() {
    TokenGrant grant = auth.grant();
    RefreshToken token = RefreshToken.parse(grant.refreshToken()).orElseThrow();
    String otherSession =
        new RefreshToken(token.userId(), auth.chance.ids().next(Session.ID_PREFIX), token.secret())
            .text();

    assertThat(auth.refresh(otherSession)).isEqualTo(new RefreshSession.Result.Invalid());
    assertThat(auth.refresh(grant.accessToken())).isEqualTo(new RefreshSession.Result.Invalid());
    assertThat(auth.refresh(grant.refreshToken()))
        .isInstanceOf(RefreshSession.Result.Granted.class);
  }

  @Test
  void the_table_holds_no_token_in_clear() {
    String first = auth.grant().refreshToken();
    String second = auth.refreshed(first);

    List<Map<String, AttributeValue>> items =
        auth.tables.client().scan(scan -> scan.tableName(auth.tables.authTable())).items();

    assertThat(items.toString()).doesNotContain(secretOf(first)).doesNotContain(secretOf(second));
  }

  private static String secretOf(String token) {
    return RefreshToken.parse(token).orElseThrow().secret();
  }

  private static String successor(RefreshSession.Result result) {
    return ((RefreshSession.Result.Granted) result).grant().refreshToken();
  }
}
