package orderflow.auth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.auth.AuthTables;
import orderflow.auth.MutableClock;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Session;
import orderflow.auth.domain.SessionEnd;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

final class SessionStoreTest {
  private final AuthTables tables = AuthTables.create();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00.123Z"));
  private final SecureRandom random = new SecureRandom();
  private final Chance chance = new Chance(clock, random);
  private final SessionStore store = new SessionStore(tables.client(), tables.authTable(), random);
  private final Account account = account();

  @Test
  void a_session_is_read_as_it_was_written() {
    Session session =
        Session.begin(chance.ids().next(Session.ID_PREFIX), account, "Ünïcode ☃", clock.instant())
            .by(Session.PASSWORD_AND_CODE);

    begin(session);

    assertThat(store.findLive(account.id(), session.id(), clock.instant()))
        .hasValueSatisfying(read -> {
          assertThat(read.device()).isEqualTo(session.device());
          assertThat(read.methods()).isEqualTo(session.methods());
          assertThat(read.authenticatedAt()).isEqualTo(session.authenticatedAt());
          assertThat(read.idleEndsAt()).isEqualTo(session.idleEndsAt());
          assertThat(read.endsAt()).isEqualTo(session.endsAt());
          assertThat(read.epoch()).isEqualTo(session.epoch());
        });
  }

  @Test
  void a_missing_session_is_not_found_and_ends_without_a_trace() {
    Session.Key absent = new Session.Key(account.id(), chance.ids().next(Session.ID_PREFIX));

    assertThat(store.findLive(absent.userId(), absent.id(), clock.instant())).isEmpty();
    assertThat(end(absent)).isEqualTo(SessionStore.Ending.UNKNOWN);
    assertThat(TestTables.scan(tables.authTable())).isEmpty();
  }

  @Test
  void a_session_that_ran_out_is_not_found_although_it_is_still_stored() {
    Session session = begin("Phone");

    clock.advance(Session.IDLE_LIFETIME.minusMillis(1));
    boolean before = store.findLive(account.id(), session.id(), clock.instant()).isPresent();
    clock.advance(Duration.ofMillis(1));

    assertThat(before).isTrue();
    assertThat(store.findLive(account.id(), session.id(), clock.instant())).isEmpty();
    assertThat(list(Optional.empty(), 20).data()).isEmpty();
  }

  @Test
  void of_many_who_end_a_session_at_once_one_does_and_writes_it_down() throws Exception {
    Session session = begin("Phone");

    List<SessionStore.Ending> endings =
        Race.of(16, () -> end(new Session.Key(account.id(), session.id())));

    assertThat(endings).filteredOn(SessionStore.Ending.ENDED::equals).hasSize(1);
    assertThat(endings)
        .filteredOn(ending -> ending != SessionStore.Ending.ENDED)
        .containsOnly(SessionStore.Ending.WAS_OVER);
    assertThat(TestTables.scan(tables.authTable()))
        .filteredOn(item -> item.toString().contains("session.ended"))
        .hasSize(1);
  }

  @Test
  void an_ended_session_keeps_no_sealed_successor() {
    Session session = begin("Phone");
    RefreshToken second = rotated(store, current);
    assertThat(TestTables.scan(tables.authTable()).toString()).contains("sealedSuccessor");

    end(session.key());

    assertThat(TestTables.scan(tables.authTable()).toString()).doesNotContain("sealedSuccessor");
    assertThat(store.recognizes(second)).isTrue();
    assertThat(store.rotate(second, second, new byte[64], clock.instant()))
        .isEqualTo(new Rotation.Ended());
  }

  @Test
  void a_session_knows_its_current_token_and_the_one_before_and_no_other() {
    begin("Phone");
    RefreshToken first = current;
    RefreshToken second = rotated(store, first);
    RefreshToken third = rotated(store, second);

    assertThat(store.recognizes(third)).isTrue();
    assertThat(store.recognizes(second)).isTrue();
    assertThat(store.recognizes(first)).isFalse();
    assertThat(store.recognizes(RefreshToken.fresh(third.userId(), third.sessionId(), random)))
        .isFalse();
  }

  @Test
  void pages_are_stable_and_end_where_the_list_ends() {
    for (int i = 1; i <= 4; i++) {
      begin("device " + i);
      clock.advance(Duration.ofMillis(1));
    }
    Page<Session> first = list(Optional.empty(), 2);
    begin("device 5");
    end(first.data().getLast().key());

    Page<Session> second = list(first.next(), 2);

    assertThat(first.data()).extracting(Session::device).containsExactly("device 4", "device 3");
    assertThat(second.data()).extracting(Session::device).containsExactly("device 2", "device 1");
    assertThat(second.next()).isEmpty();
    assertThat(list(Optional.empty(), 4).next()).isEmpty();
    assertThat(list(Optional.empty(), 3).next()).isPresent();
  }

  @Test
  void sessions_of_an_older_epoch_are_not_listed() {
    begin("Phone");

    Account next = account.with(account.credentials().withoutSessions(), clock.instant());

    assertThat(store.live(next, Optional.empty(), 20, clock.instant()).data()).isEmpty();
  }

  @Test
  void a_rotation_held_up_by_a_transaction_is_tried_again() {
    begin("Phone");
    AtomicInteger conflicts = new AtomicInteger(3);
    SessionStore disturbed = new SessionStore(conflicting(conflicts), tables.authTable(), random);

    RefreshToken second = rotated(disturbed, current);

    assertThat(conflicts).hasNonPositiveValue();
    assertThat(store.recognizes(second)).isTrue();
  }

  @Test
  void a_rotation_held_up_for_good_writes_nothing() {
    begin("Phone");
    SessionStore disturbed =
        new SessionStore(conflicting(new AtomicInteger(100)), tables.authTable(), random);

    RefreshToken next = RefreshToken.fresh(current.userId(), current.sessionId(), random);
    Rotation rotation = disturbed.rotate(current, next, new byte[64], clock.instant());

    assertThat(rotation).isEqualTo(new Rotation.Busy());
    assertThat(store.recognizes(next)).isFalse();
    assertThat(store.recognizes(current)).isTrue();
  }

  private Session begin(String device) {
    return begin(
        Session.begin(chance.ids().next(Session.ID_PREFIX), account, device, clock.instant()));
  }

  private Session begin(Session session) {
    current = RefreshToken.fresh(account.id(), session.id(), random);
    assertThat(store.begin(session, current, entry(AuditAction.LOGIN_SUCCEEDED), deadline()))
        .isTrue();
    return session;
  }

  private RefreshToken current = RefreshToken.fresh("usr_none", "ses_none", random);

  private RefreshToken rotated(SessionStore rotating, RefreshToken presented) {
    RefreshToken next = RefreshToken.fresh(presented.userId(), presented.sessionId(), random);
    byte[] sealed = SuccessorSeal.seal(presented, next, random);
    assertThat(rotating.rotate(presented, next, sealed, clock.instant()))
        .isInstanceOf(Rotation.Rotated.class);
    return next;
  }

  private Page<Session> list(Optional<String> after, int limit) {
    return store.live(account, after, limit, clock.instant());
  }

  private SessionStore.Ending end(Session.Key session) {
    return store.end(session, SessionEnd.LOGGED_OUT, entry(AuditAction.SESSION_ENDED), deadline());
  }

  private AuditEntry entry(AuditAction action) {
    return AuditEntry.at(clock.instant(), chance, action, account.id(), Origin.ofCommand("req-1"));
  }

  private Deadline deadline() {
    return Deadline.at(clock.instant().plus(Duration.ofSeconds(10)), clock);
  }

  private Account account() {
    return new Account(
        chance.ids().next(Account.ID_PREFIX),
        EmailAddress.parse("a@example.com").orElseThrow(),
        "Ada",
        Credentials.of(new PasswordHash("none")),
        Set.of(Role.CUSTOMER),
        true,
        false,
        1,
        clock.instant(),
        clock.instant());
  }

  /// A client whose updates meet so many transactions.
  private DynamoDbClient conflicting(AtomicInteger conflicts) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("updateItem") && conflicts.getAndDecrement() > 0) {
                throw TransactionConflictException.builder().message("planted").build();
              }
              try {
                return method.invoke(tables.client(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
