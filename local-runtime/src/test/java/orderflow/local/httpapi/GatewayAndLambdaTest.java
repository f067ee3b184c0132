package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import orderflow.local.lambda.LambdaFixture;
import orderflow.local.lambda.LambdaService;
import orderflow.local.lambda.functions.Greeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayAndLambdaTest {

  @Test
  void request_goes_through_the_gateway_into_a_process_and_back(@TempDir Path data)
      throws Exception {
    try (LambdaService lambda =
            LambdaFixture.service(
                data, LambdaFixture.function("Greeter", Greeter.class).withAlias("live"));
        GatewayFixture gateway =
            new GatewayFixture()
                .route("GET /greetings/{name}", "Greeter")
                .function("Greeter", lambda::invoke)) {
      var response =
          gateway.get("/greetings/J%C3%BCrgen?shout=yes", "X-Amzn-Trace-Id", "Root=1-0-0");

      JsonNode body = GatewayFixture.json(response);
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.headers().firstValue("content-type")).contains("application/json");
      assertThat(body.get("routeKey").textValue()).isEqualTo("GET /greetings/{name}");
      assertThat(body.get("name").textValue()).isEqualTo("Jürgen");
      assertThat(body.get("functionArn").textValue()).endsWith(":function:Greeter:live");
    }
  }
}
