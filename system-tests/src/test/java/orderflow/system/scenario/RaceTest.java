package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnePlatform.class)
class RaceTest {
  private final Shop shop;

  RaceTest(Shop shop) {
    this.shop = shop;
  }

  @Test
  void thirty_two_posts_with_one_key_make_one_order_and_equal_answers() {
    Client customer = shop.customer();
    String key = Shop.newKey();
    String reference = "race-" + key;
    String body =
        "{\"lines\":[{\"sku\":\"SKU-004\",\"quantity\":1}],\"reference\":\"" + reference + "\"}";
    long before = shop.available("SKU-004");

    List<Answer> answers = Crowd.of(32, _ -> customer.post("/v1/orders").key(key).json(body));

    answers.forEach(answer -> answer.as(201, "Order"));
    assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
    assertThat(answers)
        .extracting(answer -> answer.header("Location"))
        .containsOnly("/v1/orders/" + answers.getFirst().json().path("id").asText());
    assertThat(answers.stream().filter(answer -> answer.header("Idempotent-Replayed").isEmpty()))
        .hasSize(1);
    assertThat(
            answers.stream().filter(answer -> answer.header("Idempotent-Replayed").equals("true")))
        .hasSize(31);
    assertThat(shop.available("SKU-004")).isEqualTo(before - 1);
    JsonNode orders = customer.get("/v1/orders?limit=100").send().as(200, "OrderPage").path("data");
    assertThat(
            StreamSupport.stream(orders.spliterator(), false)
                .filter(order -> order.path("reference").asText().equals(reference)))
        .hasSize(1);
  }

  @Test
  void sixty_four_clients_share_five_pieces() {
    Client customer = shop.customer();
    Client other = shop.otherCustomer();

    List<Answer> answers =
        Crowd.of(64, client -> (client % 2 == 0 ? customer : other).order("SKU-010", 1));

    List<Answer> sold = answers.stream().filter(answer -> answer.status() == 201).toList();
    List<Answer> refused = answers.stream().filter(answer -> answer.status() != 201).toList();
    refused.forEach(answer -> answer.problem(409, "out_of_stock"));
    assertThat(sold).hasSize(5);
    assertThat(refused).hasSize(59);
    assertThat(shop.available("SKU-010")).isZero();
  }
}
