package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fields;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.orders.http.Bodies;

/// Loads what the first request needs while the function starts; nothing is called and nothing is
/// kept.
final class OrdersPriming {
  private static final byte[] SAMPLE =
      "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1}],\"reference\":\"r\"}".getBytes(UTF_8);

  private OrdersPriming() {}

  static void codec() {
    var json = JsonReader.readTrusted(SAMPLE);
    if (Fields.decode(json, Bodies.order(false)) instanceof Decoded.Invalid<?> invalid) {
      throw new IllegalStateException("the sample body has faults: " + invalid.faults());
    }
    JsonWriter.writeCanonical(json);
  }
}
