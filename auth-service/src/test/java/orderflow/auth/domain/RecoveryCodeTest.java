package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecoveryCodeTest {

  @Test
  void a_set_has_ten_different_codes_of_four_groups() {
    List<RecoveryCode> codes = RecoveryCode.fresh(new SecureRandom());

    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes)
        .allSatisfy(code -> assertThat(code.text()).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"));
  }

  @Test
  void a_code_reads_as_people_type_it() {
    RecoveryCode code = RecoveryCode.fresh(new SecureRandom()).getFirst();

    assertThat(RecoveryCode.parse(code.text())).contains(code);
    assertThat(RecoveryCode.parse(code.text().toLowerCase(Locale.ROOT).replace("-", " ")))
        .contains(code);
    assertThat(RecoveryCode.parse("oil0-0000-0000-0000"))
        .isEqualTo(RecoveryCode.parse("0110-0000-0000-0000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000-0000-0000-000", "0000-0000-0000-00000", "UUUU-0000-0000-0000"})
  void what_cannot_be_a_code_is_none(String text) {
    assertThat(RecoveryCode.parse(text)).isEmpty();
  }

  @Test
  void the_hash_is_the_accounts_own() {
    RecoveryCode code = RecoveryCode.fresh(new SecureRandom()).getFirst();

    assertThat(code.hash("usr_1")).isNotEqualTo(code.hash("usr_2"));
    assertThat(code.toString()).isEqualTo("RecoveryCode[hidden]");
  }
}
