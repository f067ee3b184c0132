package orderflow.auth.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MailTemplateTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "code", "10AB-2C3D",
          "minutes", "15",
          "time", "2026-03-01T12:00:00Z",
          "network", "192.0.2.0/24",
          "device", "<b>$1 & \"Phone\"</b>");

  @ParameterizedTest
  @EnumSource
  void each_mail_has_a_subject_a_text_and_html_that_say_the_same(MailTemplate template) {
    Letter letter = template.fill(VALUES);

    assertThat(letter.subject()).contains("orderflow").doesNotContain("\n", "{{", "Subject");
    assertThat(letter.text()).startsWith("Hello,").doesNotContain("{{", "<p>", "Subject:");
    assertThat(letter.html()).startsWith("<!doctype html>").doesNotContain("{{");
    assertThat(words(letter.html())).contains(words(letter.text()));
  }

  @ParameterizedTest
  @EnumSource
  void no_mail_has_a_link(MailTemplate template) {
    Letter letter = template.fill(VALUES);

    assertThat(letter.text() + letter.html()).doesNotContain("http://", "https://", "href");
  }

  @Test
  void what_clients_call_themselves_is_text_in_html_too() {
    Letter letter = MailTemplate.NEW_DEVICE.fill(VALUES);

    assertThat(letter.text()).contains("<b>$1 & \"Phone\"</b>");
    assertThat(letter.html()).contains("&lt;b&gt;$1 &amp; &quot;Phone&quot;&lt;/b&gt;");
  }

  @Test
  void a_value_that_is_wanted_and_not_there_is_named() {
    assertThatThrownBy(() -> MailTemplate.REGISTRATION.fill(Map.of("minutes", "15")))
        .hasMessage("the mail REGISTRATION wants the value code");
  }

  @Test
  void a_letter_is_never_printed() {
    assertThat(MailTemplate.REGISTRATION.fill(VALUES).toString()).doesNotContain("10AB");
  }

  private static String words(String text) {
    return text.replaceAll("(?s)<(head|style).*?</\\1>", "")
        .replaceAll("<[^>$]*>", " ")
        .replace("&lt;b&gt;", " ")
        .replace("&lt;/b&gt;", " ")
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
