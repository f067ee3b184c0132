package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {

  @Test
  void chunks_are_joined_and_the_end_is_the_empty_one() throws IOException {
    assertThat(body("3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n").readAllBytes())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("abc0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3\r\nab", "3\r\nabc\r\n", "x\r\nabc\r\n0\r\n\r\n", ""})
  void a_body_that_breaks_off_is_an_error(String broken) {
    assertThatThrownBy(() -> body(broken).readAllBytes()).isInstanceOf(IOException.class);
  }

  private static ChunkedBody body(String text) {
    return new ChunkedBody(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
