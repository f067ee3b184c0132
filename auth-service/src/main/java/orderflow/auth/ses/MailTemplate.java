package orderflow.auth.ses;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mails of the service. Each is two resources, `{name}.txt`, whose first line is the subject,
/// and `{name}.html`; `{{word}}` in them stands for a value. Nothing in them is a link, so that
/// nobody learns to log in by following one from a mail.
public enum MailTemplate {
  /// `code`, `minutes`.
  REGISTRATION,
  /// To an address that has an account and was registered again.
  REGISTERED_ALREADY,
  /// `code`, `minutes`.
  PASSWORD_RESET,
  /// `time`, `network`.
  PASSWORD_CHANGED,
  /// `time`, `network`, `device`.
  NEW_DEVICE;

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String SUBJECT = "Subject: ";

  /// The mail with these values. In HTML they are escaped.
  ///
  /// @throws IllegalArgumentException when the template wants a value that is not there
  public Letter fill(Map<String, String> values) {
    String text = filled(resource("txt"), values, UnaryOperator.identity());
    int end = text.indexOf('\n');
    return new Letter(
        text.substring(SUBJECT.length(), end),
        text.substring(end + 1).strip() + "\n",
        filled(resource("html"), values, MailTemplate::escaped));
  }

  private String filled(String template, Map<String, String> values, UnaryOperator<String> form) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(form.apply(value(place, values))));
  }

  private String value(MatchResult place, Map<String, String> values) {
    String name = place.group(1);
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("the mail " + this + " wants the value " + name);
    }
    return values.get(name);
  }

  private String resource(String suffix) {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + suffix;
    try (InputStream in = MailTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the package lacks the mail template " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
