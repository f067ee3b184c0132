package orderflow.orders;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orderflow.kit.log.Level;

/// Configuration of the functions of the orders service.
///
/// @param ordersTable `ORDERS_TABLE`
/// @param orderExpiry `ORDER_EXPIRY`: how long an order may be pending, default 30 minutes
public record OrdersConfig(String ordersTable, Duration orderExpiry) {
  private static final Duration DEFAULT_EXPIRY = Duration.ofMinutes(30);

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static OrdersConfig from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    String table = environment.getOrDefault("ORDERS_TABLE", "");
    if (table.isBlank()) {
      faults.add("ORDERS_TABLE is missing");
    }
    Duration expiry = expiry(environment.getOrDefault("ORDER_EXPIRY", ""), faults);
    String level = environment.getOrDefault("LOG_LEVEL", "INFO");
    if (Arrays.stream(Level.values()).noneMatch(known -> known.name().equals(level))) {
      faults.add("LOG_LEVEL must be DEBUG, INFO, WARN or ERROR, found '" + level + "'");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the configuration has faults: " + String.join("; ", faults));
    }
    return new OrdersConfig(table, expiry);
  }

  private static Duration expiry(String text, List<String> faults) {
    if (text.isBlank()) {
      return DEFAULT_EXPIRY;
    }
    try {
      Duration expiry = Duration.parse(text);
      if (expiry.isPositive()) {
        return expiry;
      }
    } catch (DateTimeParseException e) {
      // The message below says it.
    }
    faults.add(
        "ORDER_EXPIRY must be a positive ISO-8601 duration such as PT30M, found '" + text + "'");
    return DEFAULT_EXPIRY;
  }
}
