package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {

  @Test
  void case_and_composition_do_not_make_another_address() {
    EmailAddress composed = EmailAddress.parse("Zo\u00eb@Example.COM").orElseThrow();
    EmailAddress decomposed = EmailAddress.parse("zoe\u0308@example.com").orElseThrow();

    assertThat(decomposed).isEqualTo(composed);
    assertThat(decomposed.digest()).isEqualTo(composed.digest()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "a.b+c@example.com", "o'neil@xn--bcher-kva.example", "a@b-c.de"})
  void an_ordinary_address_is_read(String text) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@b.de",
        "a@",
        "a b@c.de",
        "a@b@c.de",
        "a@.de",
        "a@b..de",
        "a@-b.de",
        "a@b.de ",
        "a\n@b.de",
        "<a@b.de>"
      })
  void another_text_is_none(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void an_address_is_not_longer_than_mail_allows() {
    String domain = "b".repeat(60) + "." + "c".repeat(60) + "." + "d".repeat(60) + ".de";

    assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain)).isPresent();
    assertThat(EmailAddress.parse("a".repeat(65) + "@" + domain)).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b.".repeat(140) + "de")).isEmpty();
  }
}
