package orderflow.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionDefinitionTest {

  private final FunctionDefinition function =
      FunctionDefinition.of("Orders", "Handler", Path.of("package"));

  @Test
  void timeout_over_900_seconds_and_of_zero_are_refused() {
    assertThat(function.withTimeout(Duration.ofMinutes(15)).timeout())
        .isEqualTo(Duration.ofMinutes(15));
    assertThatThrownBy(() -> function.withTimeout(Duration.ofSeconds(901)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Timeout of Orders is 901 s; Lambda allows 1 to 900");
    assertThatThrownBy(() -> function.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void environment_over_4_kilobytes_is_refused() {
    assertThat(function.withEnvironment(Map.of("A", "x".repeat(4095))).environment()).hasSize(1);
    assertThatThrownBy(() -> function.withEnvironment(Map.of("A", "x".repeat(4096))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The environment of Orders takes 4097 bytes; Lambda allows 4096");
  }

  @Test
  void reserved_concurrency_of_zero_throttles_everything_and_none_nothing() {
    assertThat(function.withReservedConcurrency(0).isThrottledAt(0)).isTrue();
    assertThat(function.isThrottledAt(1_000)).isFalse();
  }
}
