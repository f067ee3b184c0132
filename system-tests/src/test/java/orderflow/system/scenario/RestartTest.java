package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.StartRefusedException;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A platform that is started again in its data folder goes on where it was.
class RestartTest {
  @TempDir private Path data;
  private final List<String> progress = new ArrayList<>();

  @Test
  void orders_stock_and_accounts_are_there_after_a_restart_and_gone_after_a_fresh_start()
      throws StartRefusedException {
    JsonNode order;
    try (Platform first = start(false)) {
      order =
          customer(first)
              .post("/v1/orders")
              .key(Shop.newKey())
              .json("{\"lines\":[{\"sku\":\"SKU-007\",\"quantity\":3}]}")
              .as(201, "Order");
    }
    assertThat(progress).contains("Seeding the empty store");
    progress.clear();

    try (Platform second = start(false)) {
      JsonNode found = customer(second).get(path(order)).send().as(200, "Order");
      assertThat(found).isEqualTo(order);
      assertThat(available(second)).isEqualTo(97);
    }
    assertThat(progress).doesNotContain("Seeding the empty store");

    try (Platform fresh = start(true)) {
      customer(fresh).get(path(order)).send().problem(404, "not_found");
      assertThat(available(fresh)).isEqualTo(100);
    }
  }

  private Platform start(boolean fresh) throws StartRefusedException {
    PlatformOptions own = PlatformOptions.inMemory(Repository.path(""));
    PlatformOptions kept =
        new PlatformOptions(
            own.projectRoot(),
            own.template(),
            Optional.of(data),
            fresh,
            own.ports(),
            own.parameters(),
            own.environmentOverrides(),
            Optional.empty(),
            own.iam(),
            own.delays(),
            own.seed(),
            own.reload(),
            own.debugPorts());
    return Platform.start(kept, progress::add);
  }

  private static String path(JsonNode order) {
    return "/v1/orders/" + order.path("id").asText();
  }

  private static Client customer(Platform platform) {
    Client anyone = new Client(platform.api(), Optional.empty());
    Answer login =
        anyone
            .post("/v1/auth/login")
            .json(
                "{\"email\":\"customer@example.com\",\"password\":\"%s\"}"
                    .formatted(Shop.PASSWORD));
    return anyone.withToken(login.as(200, "TokenAnswer").path("access_token").asText());
  }

  private static long available(Platform platform) {
    return new Client(platform.api(), Optional.empty())
        .get("/v1/products/SKU-007")
        .send()
        .as(200, "Product")
        .path("available")
        .asLong();
  }
}
