package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailedCodeTest {
  private static final MailedCode CODE = new MailedCode("10AB2C3D");

  @ParameterizedTest
  @ValueSource(strings = {"10AB-2C3D", "10ab2c3d", " lOaB 2C3D ", "IoAB-2c3d"})
  void it_is_read_as_people_type_it(String typed) {
    assertThat(MailedCode.parse(typed)).contains(CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10AB2C3", "10AB2C3DE", "10AB2C3U", "10AB2C3É"})
  void anything_else_is_no_code(String typed) {
    assertThat(MailedCode.parse(typed)).isEmpty();
  }

  @Test
  void it_is_shown_in_two_groups_and_never_printed() {
    assertThat(CODE.text()).isEqualTo("10AB-2C3D");
    assertThat(CODE).hasToString("MailedCode[hidden]");
  }

  @Test
  void its_hash_is_good_for_one_claim() {
    assertThat(CODE.hash("clm_1")).isNotEqualTo(CODE.hash("clm_2")).hasSize(64);
  }

  @Test
  void fresh_ones_differ_and_can_be_read() {
    SecureRandom random = new SecureRandom();
    Set<MailedCode> codes = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      MailedCode code = MailedCode.fresh(random);
      assertThat(MailedCode.parse(code.text())).contains(code);
      codes.add(code);
    }
    assertThat(codes).hasSize(1000);
  }
}
