package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class DataKeyTest {
  private final SecureRandom random = new SecureRandom();
  private final DataKey key = DataKey.fresh(1, random);
  private final TotpSeed seed = TotpSeed.fresh(random);

  @Test
  void a_sealed_seed_opens_under_its_key_for_its_account() {
    SealedSeed sealed = key.seal(seed, "usr_1", random);

    assertThat(DataKey.of(1, key.bytes()).open(sealed, "usr_1").base32()).isEqualTo(seed.base32());
    assertThat(sealed.dataKey()).isEqualTo(1);
  }

  @Test
  void it_opens_for_no_other_account_and_under_no_other_key() {
    SealedSeed sealed = key.seal(seed, "usr_1", random);

    assertThatThrownBy(() -> key.open(sealed, "usr_2")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> DataKey.fresh(1, random).open(sealed, "usr_1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sealing_twice_gives_other_texts() {
    assertThat(key.seal(seed, "usr_1", random)).isNotEqualTo(key.seal(seed, "usr_1", random));
  }

  @Test
  void printing_a_key_hides_it() {
    assertThat(key.toString()).isEqualTo("DataKey[1, hidden]");
  }
}
