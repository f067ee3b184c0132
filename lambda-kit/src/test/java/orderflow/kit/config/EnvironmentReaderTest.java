package orderflow.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentReaderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void well_formed_keys_are_read_and_pass_the_check() {
    EnvironmentReader reader =
        reader(
            Map.of(
                "TABLE", "orders",
                "URL", "https://auth.example.com",
                "EXPIRY", "PT30M",
                "LIMIT", "50",
                "LOG_LEVEL", "DEBUG"));

    String table = reader.required("TABLE");
    String url = reader.url("URL");
    Duration expiry = reader.duration("EXPIRY", HOUR, MINUTE, HOUR);
    int limit = reader.integer("LIMIT", 10, 1, 100);
    reader.logLevel();

    assertThatCode(reader::check).doesNotThrowAnyException();
    assertThat(table).isEqualTo("orders");
    assertThat(url).isEqualTo("https://auth.example.com");
    assertThat(expiry).isEqualTo(Duration.ofMinutes(30));
    assertThat(limit).isEqualTo(50);
  }

  @Test
  void missing_and_blank_keys_have_their_fallbacks() {
    EnvironmentReader reader = reader(Map.of("EXPIRY", " ", "NAME", "", "URL", " "));

    Duration expiry = reader.duration("EXPIRY", HOUR, MINUTE, HOUR);

    assertThat(expiry).isEqualTo(HOUR);
    assertThat(reader.optional("NAME", "fallback")).isEqualTo("fallback");
    assertThat(reader.url("URL")).isEmpty();
    assertThat(reader.integer("LIMIT", 10, 1, 100)).isEqualTo(10);
    reader.logLevel();
    assertThatCode(reader::check).doesNotThrowAnyException();
  }

  @Test
  void every_fault_is_named_in_one_message() {
    EnvironmentReader reader =
        reader(Map.of("BLANK", " ", "URL", "auth", "EXPIRY", "soon", "LIMIT", "x"));

    reader.required("TABLE");
    reader.required("BLANK");
    reader.url("URL");
    reader.duration("EXPIRY", HOUR, MINUTE, HOUR);
    reader.integer("LIMIT", 10, 1, 100);

    assertThatThrownBy(reader::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the configuration has faults: TABLE is missing, expected the name of a table; BLANK is missing, expected a value; "
                + "URL must be an URL such as https://auth.example.com, found 'auth'; "
                + "EXPIRY must be an ISO-8601 duration from PT1M to PT1H, found 'soon'; "
                + "LIMIT must be a whole number from 1 to 100, found 'x'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT1H"})
  void a_duration_at_its_bounds_is_taken(String value) {
    EnvironmentReader reader = reader(Map.of("EXPIRY", value));

    Duration expiry = reader.duration("EXPIRY", Duration.ZERO, MINUTE, HOUR);

    assertThat(expiry).isEqualTo(Duration.parse(value));
    assertThatCode(reader::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59.999S", "PT1H0.001S", "-PT1M", "60"})
  void a_duration_beyond_its_bounds_is_a_fault(String value) {
    EnvironmentReader reader = reader(Map.of("EXPIRY", value));

    reader.duration("EXPIRY", HOUR, MINUTE, HOUR);

    assertThatThrownBy(reader::check).hasMessageContaining("found '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "1.5", "99999999999"})
  void a_number_beyond_its_bounds_is_a_fault(String value) {
    EnvironmentReader reader = reader(Map.of("LIMIT", value));

    reader.integer("LIMIT", 10, 1, 100);

    assertThatThrownBy(reader::check).hasMessageContaining("found '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://auth.example.com/", "/path", "mailto:x@example.com", "a b"})
  void an_url_that_is_relative_or_ends_in_a_slash_is_a_fault(String value) {
    EnvironmentReader reader = reader(Map.of("URL", value));

    reader.url("URL");

    assertThatThrownBy(reader::check).hasMessageContaining("found '" + value + "'");
  }

  @Test
  void an_unknown_log_level_is_a_fault_that_names_the_levels() {
    EnvironmentReader reader = reader(Map.of("LOG_LEVEL", "LOUD"));

    reader.logLevel();

    assertThatThrownBy(reader::check).hasMessageContaining("INFO").hasMessageContaining("LOUD");
  }

  private static EnvironmentReader reader(Map<String, String> environment) {
    return new EnvironmentReader(environment);
  }
}
