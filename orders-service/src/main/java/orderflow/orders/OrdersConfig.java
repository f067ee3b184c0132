package orderflow.orders;

import java.time.Duration;
import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the functions of the orders service.
///
/// @param ordersTable `ORDERS_TABLE`
/// @param viewsTable `VIEWS_TABLE`
/// @param orderExpiry `ORDER_EXPIRY`: how long an order may be pending, one second to 30 days,
///   default 30 minutes
public record OrdersConfig(String ordersTable, String viewsTable, Duration orderExpiry) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static OrdersConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    OrdersConfig config =
        new OrdersConfig(
            reader.required("ORDERS_TABLE"),
            reader.required("VIEWS_TABLE"),
            reader.duration(
                "ORDER_EXPIRY",
                Duration.ofMinutes(30),
                Duration.ofSeconds(1),
                Duration.ofDays(30)));
    reader.logLevel();
    reader.check();
    return config;
  }
}
