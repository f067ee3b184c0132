package orderflow.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.auth.domain.PasswordHash;
import org.junit.jupiter.api.Test;

final class PasswordHasherTest {
  private final PasswordHasher hasher = PasswordHasher.withoutTurns(new SecureRandom());

  @Test
  void a_hash_has_the_parameters_of_the_storage_rule() {
    PasswordHash hash = hasher.hash(password("correct horse battery")).orElseThrow();

    assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void only_the_same_password_matches() {
    PasswordHash hash = hasher.hash(password("correct horse battery")).orElseThrow();

    assertThat(hasher.matches(password("correct horse battery"), hash)).contains(true);
    assertThat(hasher.matches(password("correct horse batterY"), hash)).contains(false);
  }

  @Test
  void composed_and_decomposed_accents_are_the_same_password() {
    PasswordHash hash = hasher.hash(password("cr\u00e8me br\u00fbl\u00e9e 15")).orElseThrow();

    assertThat(hasher.matches(password("cre\u0300me bru\u0302le\u0301e 15"), hash)).contains(true);
  }

  @Test
  void each_hash_has_its_own_salt() {
    Password password = password("correct horse battery");

    assertThat(hasher.hash(password)).isNotEqualTo(hasher.hash(password));
  }

  @Test
  void stored_parameters_decide_how_a_hash_is_checked() {
    PasswordHash weaker =
        new PasswordHash(
            com.password4j.Argon2Function.getInstance(
                    7168, 5, 1, 32, com.password4j.types.Argon2.ID)
                .hash("correct horse battery")
                .getResult());

    assertThat(hasher.matches(password("correct horse battery"), weaker)).contains(true);
    assertThat(hasher.matches(password("something else"), weaker)).contains(false);
  }

  @Test
  void only_a_hash_made_as_new_ones_are_is_not_outdated() {
    PasswordHash made = hasher.hash(password("correct horse battery")).orElseThrow();

    assertThat(PasswordHasher.isOutdated(made)).isFalse();
    assertThat(PasswordHasher.isOutdated(new PasswordHash(made.phc().replace("t=2", "t=3"))))
        .isTrue();
    assertThat(
            PasswordHasher.isOutdated(
                new PasswordHash("$2b$05$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6")))
        .isTrue();
  }

  @Test
  void a_turn_is_given_back_after_each_hash_and_also_after_a_fault() {
    AtomicInteger taken = new AtomicInteger();
    PasswordHasher gated =
        new PasswordHasher(
            new SecureRandom(),
            () -> {
              taken.incrementAndGet();
              return Optional.of(taken::decrementAndGet);
            });

    gated.hash(password("correct horse battery"));
    assertThatThrownBy(
            () -> gated.matches(password("correct horse battery"), new PasswordHash("no hash")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("no hash");

    assertThat(taken).hasValue(0);
  }

  @Test
  void an_unknown_address_matches_nothing_not_even_the_decoy() {
    assertThat(hasher.matchesNothing(password("no account has this password"))).contains(false);
  }

  @Test
  void without_a_turn_a_login_is_sent_away() {
    PasswordHasher full = new PasswordHasher(new SecureRandom(), Optional::empty);

    assertThat(full.matchesNothing(password("whatever it may be"))).isEmpty();
  }

  private static Password password(String text) {
    return Password.parse(text).orElseThrow();
  }
}
