package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrdersConfigTest {

  @Test
  void pending_orders_expire_after_half_an_hour_unless_said_otherwise() {
    OrdersConfig config = OrdersConfig.from(Map.of("ORDERS_TABLE", "t"));

    assertThat(config).isEqualTo(new OrdersConfig("t", Duration.ofMinutes(30)));
  }

  @Test
  void every_fault_is_named_in_one_message() {
    Map<String, String> environment = Map.of("ORDER_EXPIRY", "soon", "LOG_LEVEL", "LOUD");

    assertThatThrownBy(() -> OrdersConfig.from(environment))
        .hasMessageContaining("ORDERS_TABLE")
        .hasMessageContaining("ORDER_EXPIRY")
        .hasMessageContaining("LOG_LEVEL");
  }
}
