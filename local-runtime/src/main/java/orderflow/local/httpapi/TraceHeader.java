package orderflow.local.httpapi;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The `X-Amzn-Trace-Id` header.
final class TraceHeader {

  static final String NAME = "x-amzn-trace-id";

  private TraceHeader() {}

  static String of(GatewayRequest request) {
    return request.headers().get(NAME).orElse("");
  }

  static String create(Instant now, RandomGenerator random) {
    byte[] unique = new byte[12];
    random.nextBytes(unique);
    return "Root=1-%08x-%s".formatted(now.getEpochSecond(), HexFormat.of().formatHex(unique));
  }
}
