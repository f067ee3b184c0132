package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TotpTest {
  private static final TotpSeed RFC_SEED =
      TotpSeed.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");

  /// RFC 6238 appendix B, SHA-1; six digits are the last six of its eight.
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void the_vectors_of_rfc_6238_hold(long seconds, String code) {
    assertThat(Totp.code(RFC_SEED, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  /// RFC 4226 appendix D.
  @ParameterizedTest
  @CsvSource({"0,755224", "1,287082", "2,359152", "3,969429", "9,520489"})
  void the_vectors_of_rfc_4226_hold(long counter, String code) {
    assertThat(Totp.code(RFC_SEED, counter)).isEqualTo(code);
  }

  @Test
  void a_code_is_good_one_step_before_and_after_its_own() {
    long step = Totp.step(NOW);

    assertThat(match(step - 1, -1)).isTrue();
    assertThat(match(step, -1)).isTrue();
    assertThat(match(step + 1, -1)).isTrue();
    assertThat(match(step - 2, -1)).isFalse();
    assertThat(match(step + 2, -1)).isFalse();
  }

  @Test
  void a_used_step_and_those_before_it_are_not_taken_again() {
    long step = Totp.step(NOW);

    assertThat(match(step, step)).isFalse();
    assertThat(match(step - 1, step)).isFalse();
    assertThat(match(step + 1, step)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12345a", "", "\u0661\u0662\u0663\u0664\u0665\u0666"})
  void what_is_not_six_digits_is_no_code(String text) {
    assertThat(Totp.isCode(text)).isFalse();
  }

  @Test
  void a_seed_is_written_in_base_32_as_apps_read_it() {
    assertThat(RFC_SEED.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(TotpSeed.of("fooba".getBytes(StandardCharsets.US_ASCII)).base32())
        .isEqualTo("MZXW6YTB");
    assertThat(TotpSeed.of("foobar".getBytes(StandardCharsets.US_ASCII)).base32())
        .isEqualTo("MZXW6YTBOI");
  }

  @Test
  void the_url_names_issuer_account_and_secret() {
    EmailAddress email = EmailAddress.parse("ann+shop@example.com").orElseThrow();

    assertThat(RFC_SEED.url("shop.example", email))
        .isEqualTo(
            "otpauth://totp/shop.example:ann%2Bshop%40example.com"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=shop.example"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void printing_a_seed_hides_it() {
    assertThat(TotpSeed.fresh(new Random(1)).toString()).isEqualTo("TotpSeed[hidden]");
  }

  private static boolean match(long step, long used) {
    return Totp.match(RFC_SEED, Totp.code(RFC_SEED, step), NOW, used).isPresent();
  }
}
