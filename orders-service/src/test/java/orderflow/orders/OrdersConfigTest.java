package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrdersConfigTest {

  @Test
  void pending_orders_expire_after_half_an_hour_unless_said_otherwise() {
    OrdersConfig config = OrdersConfig.from(Map.of("ORDERS_TABLE", "t", "VIEWS_TABLE", "v"));

    assertThat(config).isEqualTo(new OrdersConfig("t", "v", Duration.ofMinutes(30)));
  }

  @Test
  void every_fault_is_named_in_one_message() {
    Map<String, String> environment = Map.of("ORDER_EXPIRY", "soon", "LOG_LEVEL", "LOUD");

    assertThatThrownBy(() -> OrdersConfig.from(environment))
        .hasMessageContaining("ORDERS_TABLE")
        .hasMessageContaining("VIEWS_TABLE")
        .hasMessageContaining("ORDER_EXPIRY")
        .hasMessageContaining("LOG_LEVEL");
  }

  @Test
  void the_stream_names_its_table_and_bucket_or_both_that_are_missing() {
    StreamConfig config =
        StreamConfig.from(Map.of("VIEWS_TABLE", "v", "DEAD_LETTER_BUCKET", "letters"));

    assertThat(config).isEqualTo(new StreamConfig("v", "letters"));
    assertThatThrownBy(() -> StreamConfig.from(Map.of()))
        .hasMessageContaining("VIEWS_TABLE")
        .hasMessageContaining("DEAD_LETTER_BUCKET");
  }
}
