package orderflow.kit.log;

/// How much an event matters, in rising order.
public enum Level {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
