package orderflow.auth.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// The network of an address, which stands for one place on the internet: 24 bits of IPv4, 64 of
/// IPv6, the least that a provider gives to one customer (RFC 6177 §2).
///
/// @param text the network in CIDR form, or `unknown`
public record SourcePrefix(String text) {
  private static final SourcePrefix UNKNOWN = new SourcePrefix("unknown");

  /// The network of an address as API Gateway gives it; nothing is looked up.
  public static SourcePrefix of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      int bits = parsed instanceof Inet4Address ? 24 : 64;
      return new SourcePrefix(masked(parsed, bits).getHostAddress() + "/" + bits);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    for (int i = bits / Byte.SIZE; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address keeps its length", e);
    }
  }
}
