package orderflow.local.platform;

/// The loopback ports of a platform; 0 takes any free one.
///
/// @param api the HTTP API
/// @param lambda Lambda's Invoke API
/// @param console status, logs and stop
/// @param dynamodb the store gateway
public record Ports(int api, int lambda, int console, int dynamodb) {

  /// The base and the ports after it: API +0, Lambda +1, console +2, DynamoDB +3.
  public static Ports fromBase(int base) {
    return new Ports(base, base + 1, base + 2, base + 3);
  }

  /// Free ports, so that any number of platforms run beside each other.
  public static Ports any() {
    return new Ports(0, 0, 0, 0);
  }
}
