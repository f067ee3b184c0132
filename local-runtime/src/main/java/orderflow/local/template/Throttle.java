package orderflow.local.template;

/// A token bucket of API Gateway.
///
/// @param burst the bucket's size in requests
/// @param requestsPerSecond the refill
public record Throttle(int burst, double requestsPerSecond) {}
