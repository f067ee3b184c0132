package orderflow.auth.password;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hash in the PHC string format, `$id[$v=version][$name=value,…]$salt$hash`, with salt and hash
/// in base64 without padding (github.com/P-H-C/phc-string-format).
///
/// @param version 0 without one
/// @param parameters whole numbers by name
/// @param salt in base64
/// @param hash in base64
record Phc(String id, int version, Map<String, Integer> parameters, String salt, String hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$([a-z0-9-]{1,32})(?:\\$v=(\\d{1,3}))?\\$([a-z]{1,8}=\\d{1,9}(?:,[a-z]{1,8}=\\d{1,9})*)"
              + "\\$([A-Za-z0-9+/]{4,128})\\$([A-Za-z0-9+/]{16,128})");

  Phc {
    parameters = Map.copyOf(parameters);
  }

  /// The parts of a text in this format.
  static Optional<Phc> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, Integer> parameters = new LinkedHashMap<>();
    for (String parameter : matcher.group(3).split(",", -1)) {
      String[] pair = parameter.split("=", 2);
      parameters.put(pair[0], Integer.valueOf(pair[1]));
    }
    int version = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return isBase64(matcher.group(4)) && isBase64(matcher.group(5))
        ? Optional.of(
            new Phc(matcher.group(1), version, parameters, matcher.group(4), matcher.group(5)))
        : Optional.empty();
  }

  int parameter(String name) {
    return parameters.getOrDefault(name, 0);
  }

  /// Base64 without padding.
  static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
