package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class OrderCommandsFunctionTest {
  private static final String PRODUCT =
      "{\"sku\":\"A\",\"name\":\"Mug\",\"price\":{\"amount\":500,\"currency\":\"EUR\"},\"stock\":5,\"active\":true}";
  private static final String ORDER =
      "{\"key\":\"k1\",\"customerId\":\"usr_01JD8Y0000CVST0MER00000000\",\"lines\":[{\"sku\":\"A\",\"quantity\":2}]}";

  private final OrderCommandsFunction function =
      new OrderCommandsFunction(
          OrderTables.create().environment(),
          new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

  @Test
  void a_product_is_created_once_and_then_unchanged() throws IOException {
    String first = send("UpsertProducts", 1, PRODUCT);
    String second = send("UpsertProducts", 1, PRODUCT);

    assertThat(first).contains("\"outcome\":\"created\"");
    assertThat(second).contains("\"outcome\":\"unchanged\"");
  }

  @Test
  void one_bad_item_does_not_stop_the_others_and_a_key_makes_one_order() throws IOException {
    send("UpsertProducts", 1, PRODUCT);

    String first = send("PlaceOrders", 1, "{\"key\":\"bad\"}," + ORDER);
    String second = send("PlaceOrders", 1, "{\"key\":\"bad\"}," + ORDER);

    assertThat(first).contains("\"refused\"").contains("\"orderId\"");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void an_unknown_command_or_version_is_refused() throws IOException {
    assertThat(send("DropTables", 1, "{}")).contains("unknown_command");
    assertThat(send("PlaceOrders", 2, ORDER)).contains("unknown_version");
  }

  @Test
  void items_that_time_does_not_reach_fail_with_deadline() throws IOException {
    String reply =
        raw(
            "{\"command\":\"UpsertProducts\",\"version\":1,\"deadline\":\"2020-01-01T00:00:00Z\",\"items\":["
                + PRODUCT
                + "]}");

    assertThat(reply).contains("\"failed\"").contains("\"deadline\"");
  }

  private String send(String command, int version, String items) throws IOException {
    return raw(
        "{\"command\":\"%s\",\"version\":%d,\"requestId\":\"r\",\"items\":[%s]}"
            .formatted(command, version, items));
  }

  private String raw(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, Contexts.fresh());
    return out.toString(UTF_8);
  }
}
