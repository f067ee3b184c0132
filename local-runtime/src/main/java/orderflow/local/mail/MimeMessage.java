package orderflow.local.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads as much of a MIME message (RFC 2045 to 2047) as shows a mail: sender, recipients, subject
/// and the text part. Attachments are left out.
final class MimeMessage {
  private static final Pattern WORD =
      Pattern.compile("=\\?(?<charset>[^?*]+)(?:\\*[^?]*)?\\?(?<kind>[BbQq])\\?(?<text>[^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\?=\\s+=\\?");
  private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");

  private final Map<String, String> headers;
  private final String body;

  private MimeMessage(Map<String, String> headers, String body) {
    this.headers = headers;
    this.body = body;
  }

  static Letter read(String source) {
    MimeMessage message = parse(source);
    List<String> recipients =
        Stream.of("to", "cc", "bcc")
            .flatMap(name -> Stream.of(message.header(name).split(",")))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
    return new Letter(
        message.header("from"),
        recipients,
        decodedWords(message.header("subject")),
        message.part("text/plain").or(() -> message.part("text/html")).orElse(""),
        message.part("text/html").orElse(""));
  }

  private static MimeMessage parse(String source) {
    // A part without headers begins with the blank line itself.
    String text = source.startsWith("\n") || source.startsWith("\r\n") ? "\n" + source : source;
    Matcher end = BLANK_LINE.matcher(text);
    return end.find()
        ? new MimeMessage(headers(text.substring(0, end.start())), text.substring(end.end()))
        : new MimeMessage(headers(text), "");
  }

  private static Map<String, String> headers(String block) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : block.replaceAll("\r?\n[ \t]+", " ").lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// The first part of a type, decoded.
  private Optional<String> part(String type) {
    String own = header("content-type").isEmpty() ? "text/plain" : header("content-type");
    Optional<String> boundary = parameter(own, "boundary");
    if (boundary.isPresent()) {
      return parts(boundary.get()).stream().flatMap(part -> part.part(type).stream()).findFirst();
    }
    return own.toLowerCase(Locale.ROOT).startsWith(type)
        ? Optional.of(decodedBody(charset(parameter(own, "charset").orElse("utf-8"))))
        : Optional.empty();
  }

  private List<MimeMessage> parts(String boundary) {
    List<MimeMessage> parts = new ArrayList<>();
    String[] pieces = ("\n" + body).split("\r?\n--" + Pattern.quote(boundary), -1);
    for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
      parts.add(parse(pieces[i].replaceFirst("^[ \t]*\r?\n", "")));
    }
    return parts;
  }

  private String decodedBody(Charset charset) {
    return switch (header("content-transfer-encoding").toLowerCase(Locale.ROOT)) {
      case "base64" -> new String(Base64.getMimeDecoder().decode(body), charset);
      case "quoted-printable" -> new String(unquoted(body.replaceAll("=[ \t]*\r?\n", "")), charset);
      default -> body;
    };
  }

  private static String decodedWords(String header) {
    return WORD.matcher(BETWEEN_WORDS.matcher(header).replaceAll("?==?"))
        .replaceAll(word -> Matcher.quoteReplacement(decodedWord(word.group("charset"), word)));
  }

  private static String decodedWord(String charset, MatchResult word) {
    String text = word.group("text");
    byte[] bytes =
        word.group("kind").equalsIgnoreCase("B")
            ? Base64.getMimeDecoder().decode(text)
            : unquoted(text.replace('_', ' '));
    return new String(bytes, charset(charset));
  }

  /// Quoted-printable: `=` and two hexadecimal digits are a byte; anything else stands for itself.
  private static byte[] unquoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escape = Pattern.compile("=([0-9A-Fa-f]{2})").matcher(text);
    int from = 0;
    while (escape.find()) {
      bytes.writeBytes(text.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(Integer.parseInt(escape.group(1), 16));
      from = escape.end();
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static Optional<String> parameter(String header, String name) {
    Matcher matcher =
        Pattern.compile("(?i);\\s*" + name + "=(?:\"([^\"]*)\"|([^;\\s]+))").matcher(header);
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  private static Charset charset(String name) {
    return Charset.forName(name, StandardCharsets.UTF_8);
  }
}
