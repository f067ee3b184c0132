package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefreshTokenTest {
  private static final String USER = "usr_01HZX5T0000000000000000001";
  private static final String SESSION = "ses_01HZX5T0000000000000000002";
  private final SecureRandom random = new SecureRandom();

  @Test
  void a_token_reads_as_what_it_was_written_from() {
    RefreshToken token = RefreshToken.fresh(USER, SESSION, random);

    assertThat(RefreshToken.parse(token.text())).contains(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002.",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002.short",
        "ses_01HZX5T0000000000000000001.usr_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
      })
  void another_text_is_no_token(String text) {
    assertThat(RefreshToken.parse(text)).isEmpty();
  }

  @Test
  void printing_a_token_hides_its_secret() {
    RefreshToken token = RefreshToken.fresh(USER, SESSION, random);

    assertThat(token.toString()).contains(SESSION).doesNotContain(token.secret());
  }

  @Test
  void a_sealed_successor_opens_for_its_predecessor() {
    RefreshToken parent = RefreshToken.fresh(USER, SESSION, random);
    RefreshToken child = RefreshToken.fresh(USER, SESSION, random);

    byte[] sealed = SuccessorSeal.seal(parent, child, random);

    assertThat(SuccessorSeal.open(parent, sealed)).isEqualTo(child);
  }

  @Test
  void a_sealed_successor_opens_for_nobody_else() {
    RefreshToken parent = RefreshToken.fresh(USER, SESSION, random);
    RefreshToken child = RefreshToken.fresh(USER, SESSION, random);
    byte[] sealed = SuccessorSeal.seal(parent, child, random);

    assertThatThrownBy(() -> SuccessorSeal.open(child, sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(SESSION);
  }
}
