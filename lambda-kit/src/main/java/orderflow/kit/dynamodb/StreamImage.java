package orderflow.kit.dynamodb;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/// The items that a stream record carries, as the SDK has them, so that one reader serves tables
/// and streams alike.
public final class StreamImage {

  private StreamImage() {}

  /// An image or a key.
  ///
  /// @throws IllegalArgumentException when an attribute has a type that DynamoDB does not have
  public static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
      Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
        new HashMap<>();
    image.forEach((name, value) -> item.put(name, value(value)));
    return Map.copyOf(item);
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(
      AttributeValue value) {
    var builder = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value.getS() != null) {
      return builder.s(value.getS()).build();
    }
    if (value.getN() != null) {
      return builder.n(value.getN()).build();
    }
    if (value.getBOOL() != null) {
      return builder.bool(value.getBOOL()).build();
    }
    if (value.getM() != null) {
      return builder.m(item(value.getM())).build();
    }
    if (value.getL() != null) {
      return builder.l(value.getL().stream().map(StreamImage::value).toList()).build();
    }
    return rare(value);
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue rare(
      AttributeValue value) {
    var builder = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value.getNULL() != null) {
      return builder.nul(value.getNULL()).build();
    }
    if (value.getB() != null) {
      return builder.b(bytes(value.getB())).build();
    }
    if (value.getSS() != null) {
      return builder.ss(value.getSS()).build();
    }
    if (value.getNS() != null) {
      return builder.ns(value.getNS()).build();
    }
    if (value.getBS() != null) {
      List<SdkBytes> all = value.getBS().stream().map(StreamImage::bytes).toList();
      return builder.bs(all).build();
    }
    throw new IllegalArgumentException("an attribute has no value of a known type");
  }

  private static SdkBytes bytes(ByteBuffer buffer) {
    return SdkBytes.fromByteBuffer(buffer.duplicate());
  }
}
