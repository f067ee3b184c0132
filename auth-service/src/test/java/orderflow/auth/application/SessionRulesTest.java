package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.auth.domain.Session;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;

/// The rules of refresh tokens against a model of them, and in races.
final class SessionRulesTest {
  private static final String EMAIL = "customer@example.com";
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(4),
          Session.GRACE.minusMillis(1),
          Session.GRACE,
          Duration.ofDays(5),
          Session.IDLE_LIFETIME.minusMillis(1),
          Session.IDLE_LIFETIME);

  private final Fixture auth = new Fixture();

  @Test
  void whatever_is_presented_in_whatever_order_the_rules_hold() {
    auth.grant();

    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Model model = new Model(logIn(), auth.clock.instant());
      List<String> trace = new ArrayList<>();
      for (int step = 0; step < 12; step++) {
        auth.clock.advance(PAUSES.get(random.nextInt(random.nextInt(PAUSES.size()) + 1)));
        boolean logOut = random.nextInt(12) == 0;
        int presented = model.pick(random);
        trace.add((logOut ? "log out " : "refresh ") + presented + " at " + auth.clock.instant());
        if (logOut) {
          auth.endSession.byToken(model.tokens.get(presented), Fixture.ORIGIN, auth.deadline());
          model.loggedOut(presented);
        } else {
          String outcome = outcome(auth.refresh(model.tokens.get(presented)));
          assertThat(outcome)
              .as("seed %d: %s", seed, trace)
              .isEqualTo(model.refreshed(presented, outcome, auth.clock.instant()));
        }
      }
    }
  }

  @Test
  void a_token_and_its_predecessor_used_at_once_by_many_give_one_generation_each()
      throws Exception {
    String first = auth.grant().refreshToken();
    String second = auth.refreshed(first);
    AtomicInteger turn = new AtomicInteger();
    Set<String> afterFirst = new HashSet<>();
    Set<String> afterSecond = new HashSet<>();

    List<List<String>> results =
        Race.of(
            32,
            () -> {
              String presented = turn.getAndIncrement() % 2 == 0 ? first : second;
              return List.of(presented, outcome(auth.refresh(presented)));
            });

    for (List<String> result : results) {
      if (!result.get(1).equals(Model.REUSED)) {
        (result.get(0).equals(first) ? afterFirst : afterSecond).add(result.get(1));
      }
    }
    assertThat(afterFirst).isSubsetOf(second);
    assertThat(afterSecond).hasSizeLessThanOrEqualTo(1);
    assertThat(outcome(auth.refresh(first))).isEqualTo(Model.REUSED);
    afterSecond.forEach(third -> assertThat(outcome(auth.refresh(third))).isEqualTo(Model.REUSED));
  }

  @Test
  void a_session_logged_out_amid_uses_of_its_token_is_over() throws Exception {
    String first = auth.grant().refreshToken();
    AtomicInteger turn = new AtomicInteger();

    List<String> outcomes =
        Race.of(
            32,
            () ->
                turn.getAndIncrement() % 4 == 0
                    ? auth.endSession.byToken(first, Fixture.ORIGIN, auth.deadline()).toString()
                    : outcome(auth.refresh(first)));

    assertThat(outcomes).contains("OVER").doesNotContain("BUSY", "UNKNOWN", Model.REUSED);
    assertThat(new HashSet<>(outcomes)).hasSizeLessThanOrEqualTo(3);
    outcomes.stream()
        .filter(outcome -> outcome.startsWith("usr_"))
        .forEach(
            successor -> assertThat(outcome(auth.refresh(successor))).isEqualTo(Model.INVALID));
    assertThat(outcome(auth.refresh(first))).isEqualTo(Model.INVALID);
  }

  @Test
  void a_reuse_found_by_many_at_once_is_written_down_once() throws Exception {
    String first = auth.grant().refreshToken();
    auth.refreshed(auth.refreshed(first));

    List<String> outcomes = Race.of(16, () -> outcome(auth.refresh(first)));

    assertThat(outcomes).containsOnly(Model.REUSED);
    assertThat(TestTables.scan(auth.tables.authTable()))
        .filteredOn(item -> item.toString().contains("session.token_reused"))
        .hasSize(1);
  }

  private String logIn() {
    return ((LogIn.Result.Granted) auth.logIn(EMAIL, Fixture.PASSWORD)).grant().refreshToken();
  }

  /// The successor, or why there is none.
  private static String outcome(RefreshSession.Result result) {
    return switch (result) {
      case RefreshSession.Result.Granted(_, TokenGrant grant) -> grant.refreshToken();
      case RefreshSession.Result.Invalid _ -> Model.INVALID;
      case RefreshSession.Result.Reused _ -> Model.REUSED;
      case RefreshSession.Result.NoKeys _,
          RefreshSession.Result.Busy _,
          RefreshSession.Result.ScopeExceeded _ ->
          "none";
    };
  }

  /// One session as the rules have it.
  private static final class Model {
    static final String INVALID = "invalid";
    static final String REUSED = "reused";

    final List<String> tokens = new ArrayList<>();
    private final Instant endsAt;
    private Instant idleEndsAt;
    private Instant graceEndsAt = Instant.MIN;
    private String over = "";

    Model(String first, Instant now) {
      tokens.add(first);
      endsAt = now.plus(Session.LIFETIME);
      idleEndsAt = now.plus(Session.IDLE_LIFETIME);
    }

    /// Mostly the current token, often the one before, now and then an older one.
    int pick(Random random) {
      int back = List.of(0, 0, 0, 0, 0, 1, 1, 1, 2, 3).get(random.nextInt(10));
      return Math.max(0, tokens.size() - 1 - back);
    }

    void loggedOut(int presented) {
      if (over.isEmpty()) {
        over = presented >= tokens.size() - 2 ? INVALID : REUSED;
      }
    }

    /// What a refresh has to give, when it gave this.
    String refreshed(int presented, String given, Instant now) {
      if (!over.isEmpty()) {
        return over;
      }
      if (!now.isBefore(idleEndsAt) || !now.isBefore(endsAt)) {
        return INVALID;
      }
      int current = tokens.size() - 1;
      if (presented == current) {
        assertThat(tokens).doesNotContain(given);
        tokens.add(given);
        graceEndsAt = now.plus(Session.GRACE);
        idleEndsAt = now.plus(Session.IDLE_LIFETIME);
        return given.startsWith("usr_") ? given : "a successor";
      }
      if (presented == current - 1 && now.isBefore(graceEndsAt)) {
        return tokens.get(current);
      }
      over = REUSED;
      return REUSED;
    }
  }
}
