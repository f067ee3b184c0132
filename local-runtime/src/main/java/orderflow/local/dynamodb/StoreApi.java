package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// DynamoDB's own JSON protocol: an item or a stream record stays the text that Lambda hands on,
/// with numbers as strings and bytes as base64.
final class StoreApi implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  // DynamoDB Local wants a signature and does not check it.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final URI endpoint;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  StoreApi(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// Calls an operation on tables and items.
  ///
  /// @throws StoreRefusal if the answer is an error
  JsonNode table(String operation, ObjectNode request) throws IOException, InterruptedException {
    return call("DynamoDB_20120810." + operation, request);
  }

  /// Calls an operation on streams.
  ///
  /// @throws StoreRefusal if the answer is an error
  JsonNode stream(String operation, ObjectNode request) throws IOException, InterruptedException {
    return call("DynamoDBStreams_20120810." + operation, request);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode call(String target, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .header("Authorization", AUTHORIZATION)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode read = JSON.readTree(answer.body());
    if (answer.statusCode() != 200) {
      String type = read.path("__type").asText("status " + answer.statusCode());
      String message = read.path("message").asText(read.path("Message").asText());
      throw new StoreRefusal(type.substring(type.indexOf('#') + 1), message);
    }
    return read;
  }
}
