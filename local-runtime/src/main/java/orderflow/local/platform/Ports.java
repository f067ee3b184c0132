package orderflow.local.platform;

/// The loopback ports of a platform; 0 takes any free one.
///
/// @param api the HTTP API
/// @param lambda Lambda's Invoke API
/// @param console status, logs and stop
/// @param dynamodb the store gateway
/// @param s3 the object store's gateway
/// @param mail the SES API
public record Ports(int api, int lambda, int console, int dynamodb, int s3, int mail) {

  /// The base and the ports after it: API +0, Lambda +1, console +2, DynamoDB +3, S3 +4, mail +5.
  public static Ports fromBase(int base) {
    return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5);
  }

  /// Free ports, so that any number of platforms run beside each other.
  public static Ports any() {
    return new Ports(0, 0, 0, 0, 0, 0);
  }
}
