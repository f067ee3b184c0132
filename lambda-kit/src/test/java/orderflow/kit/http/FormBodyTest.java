package orderflow.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormBodyTest {

  @Test
  void parameters_are_decoded_as_utf_8() {
    FormBody form =
        read("grant_type=client_credentials&scope=a%3Ab+c&name=caf%C3%A9").orElseThrow();

    assertThat(form.text("scope")).contains("a:b c");
    assertThat(form.text("name")).contains("caf\u00e9");
  }

  @Test
  void a_parameter_without_a_value_counts_as_left_out() {
    FormBody form = read("scope=&state&&a=1").orElseThrow();

    assertThat(form.text("scope")).isEmpty();
    assertThat(form.text("state")).isEmpty();
    assertThat(form.text("a")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=%zz", "a=%2", "a=1&%61=2"})
  void a_repeated_parameter_or_a_broken_escape_is_no_form(String body) {
    assertThat(read(body)).isEmpty();
  }

  @Test
  void printing_a_form_hides_its_values() {
    assertThat(read("client_secret=canary").orElseThrow().toString()).doesNotContain("canary");
  }

  private static Optional<FormBody> read(String body) {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    return FormBody.read(
        new HttpRequest(
            "POST /form",
            "/form",
            Map.of(),
            Map.of(),
            Map.of(),
            Body.of(body.getBytes(UTF_8)),
            new Caller.Anonymous(),
            "r-1",
            "api.example.com",
            "192.0.2.1",
            Deadline.at(Instant.MAX, clock)));
  }
}
