package orderflow.kit.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orderflow.kit.log.Level;

/// Reads configuration keys and collects everything that is wrong with them, so that a deployment
/// is mended once and not key by key. A blank value counts as none. Until [#check] has passed, what
/// a faulty key gave is a placeholder.
public final class EnvironmentReader {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  public EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /// A key without which the function cannot work.
  public String required(String key) {
    Optional<String> value = find(key);
    if (value.isEmpty()) {
      faults.add(key + " is missing, expected " + expected(key));
    }
    return value.orElse("");
  }

  /// What keys of this ending hold.
  private static String expected(String key) {
    return switch (key.substring(key.lastIndexOf('_') + 1)) {
      case "TABLE" -> "the name of a table";
      case "BUCKET" -> "the name of a bucket";
      case "FUNCTION" -> "the name or ARN of a function";
      case "FROM" -> "an e-mail address";
      default -> "a value";
    };
  }

  /// An e-mail address, or nothing.
  public String address(String key) {
    String value = optional(key, "");
    if (!value.isEmpty() && !ADDRESS.matcher(value).matches()) {
      faults.add(
          key + " must be an e-mail address such as shop@example.com, found '" + value + "'");
    }
    return value;
  }

  public String optional(String key, String fallback) {
    return find(key).orElse(fallback);
  }

  /// An absolute URL without a slash at its end, or nothing.
  public String url(String key) {
    String value = optional(key, "");
    if (!value.isEmpty() && !isUrl(value)) {
      faults.add(key + " must be an URL such as https://auth.example.com, found '" + value + "'");
    }
    return value;
  }

  /// An ISO-8601 duration.
  ///
  /// @param min the shortest that is taken
  /// @param max the longest that is taken
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    Optional<String> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    Optional<Duration> parsed = parse(value.get()).filter(d -> isBetween(d, min, max));
    if (parsed.isEmpty()) {
      faults.add(
          "%s must be an ISO-8601 duration from %s to %s, found '%s'"
              .formatted(key, min, max, value.get()));
    }
    return parsed.orElse(fallback);
  }

  /// A whole number.
  ///
  /// @param min the smallest that is taken
  /// @param max the largest that is taken
  public int integer(String key, int fallback, int min, int max) {
    Optional<String> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    Optional<Integer> parsed = parseInteger(value.get()).filter(n -> n >= min && n <= max);
    if (parsed.isEmpty()) {
      faults.add(
          "%s must be a whole number from %d to %d, found '%s'"
              .formatted(key, min, max, value.get()));
    }
    return parsed.orElse(fallback);
  }

  /// Checks `LOG_LEVEL`, which the log writer reads.
  public void logLevel() {
    String value = optional("LOG_LEVEL", "INFO");
    for (Level level : Level.values()) {
      if (level.name().equals(value)) {
        return;
      }
    }
    faults.add("LOG_LEVEL must be one of %s, found '%s'".formatted(levels(), value));
  }

  /// Ends the reading.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public void check() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the configuration has faults: " + String.join("; ", faults));
    }
  }

  private static String levels() {
    return Arrays.stream(Level.values()).map(Level::name).collect(Collectors.joining(", "));
  }

  private Optional<String> find(String key) {
    String value = environment.getOrDefault(key, "");
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = URI.create(value);
      return uri.isAbsolute() && uri.getHost() != null && !value.endsWith("/");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Duration> parse(String value) {
    try {
      return Optional.of(Duration.parse(value));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> parseInteger(String value) {
    try {
      return Optional.of(Integer.valueOf(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isBetween(Duration value, Duration min, Duration max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }
}
