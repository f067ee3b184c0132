package orderflow.auth.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.PublicKey;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KeyTableReaderTest {
  private static final PublicKey KEY = NewKey.generate().publicKey();

  private record Received(Headers headers, Json body) {}

  private record Answer(int status, Json body) {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders(),
                  JsonReader.readTrusted(exchange.getRequestBody().readAllBytes())));
          Answer answer = answers.remove();
          byte[] body = JsonWriter.write(answer.body());
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void one_signed_request_reads_the_keys() throws Exception {
    answers.add(new Answer(200, item(KeySet.text(List.of(KEY)))));

    KeySet keys = reader(Map.of("AWS_SESSION_TOKEN", "AuthorizerFunction")).read();

    assertThat(keys.find(KEY.kid())).contains(KEY);
    Received request = received.take();
    assertThat(received).isEmpty();
    assertThat(request.headers().getFirst("X-Amz-Target")).isEqualTo("DynamoDB_20120810.GetItem");
    assertThat(request.headers().getFirst("X-Amz-Security-Token")).isEqualTo("AuthorizerFunction");
    assertThat(request.headers().getFirst("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=local/")
        .contains("/eu-west-1/dynamodb/aws4_request")
        .contains("x-amz-security-token");
    assertThat(request.body())
        .isEqualTo(
            JsonReader.read(
                """
                {"TableName":"keys","Key":{"pk":{"S":"PUBLIC"},"sk":{"S":"JWKS"}}}
                """
                    .getBytes(UTF_8)));
  }

  @Test
  void a_failed_read_is_tried_once_more() {
    answers.add(new Answer(500, error("InternalServerError")));
    answers.add(new Answer(200, item(KeySet.text(List.of(KEY)))));

    assertThat(reader(Map.of()).read().find(KEY.kid())).contains(KEY);
  }

  @Test
  void an_error_is_reported_by_its_type() {
    answers.add(new Answer(400, error("com.amazon#AccessDeniedException")));
    answers.add(new Answer(400, error("com.amazon#AccessDeniedException")));

    assertThatThrownBy(() -> reader(Map.of()).read())
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("400 com.amazon#AccessDeniedException")
        .hasMessageNotContaining("secret detail");
  }

  @Test
  void an_empty_table_says_what_to_do() {
    answers.add(new Answer(200, Json.object().build()));

    assertThatThrownBy(() -> reader(Map.of()).read())
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("EnsureKeys");
  }

  @Test
  void a_stored_text_that_is_no_key_set_is_a_fault() {
    answers.add(new Answer(200, item("{}")));
    answers.add(new Answer(200, item("{}")));

    assertThatThrownBy(() -> reader(Map.of()).read())
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("not a stored JWK Set");
  }

  @Test
  void a_store_that_is_down_is_a_fault() {
    KeyTableReader reader = reader(Map.of());
    server.stop(0);

    assertThatThrownBy(reader::read).isInstanceOf(KeysUnavailableException.class);
  }

  private KeyTableReader reader(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put(
        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + server.getAddress().getPort());
    return new KeyTableReader(environment, "keys");
  }

  private static Json item(String jwks) {
    Json.Obj item = Json.object().with("jwks", Json.object().with("S", jwks).build()).build();
    return Json.object().with("Item", item).build();
  }

  private static Json error(String type) {
    return Json.object().with("__type", type).with("message", "secret detail").build();
  }
}
