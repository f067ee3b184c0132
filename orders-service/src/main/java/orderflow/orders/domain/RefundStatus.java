package orderflow.orders.domain;

import java.util.Locale;

/// How much of what was captured went back.
public enum RefundStatus {
  NONE,
  PARTIAL,
  FULL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
