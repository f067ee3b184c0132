package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import orderflow.client.ApiClient;
import orderflow.client.ApiException;
import orderflow.client.ApiResponse;
import orderflow.client.api.AuthApi;
import orderflow.client.api.CatalogueApi;
import orderflow.client.api.OrdersApi;
import orderflow.client.model.LineRequest;
import orderflow.client.model.LoginRequest;
import orderflow.client.model.Money;
import orderflow.client.model.Order;
import orderflow.client.model.OrderEvent;
import orderflow.client.model.OrderPatch;
import orderflow.client.model.OrderStatus;
import orderflow.client.model.PaymentRequest;
import orderflow.client.model.Pieces;
import orderflow.client.model.PlaceOrderRequest;
import orderflow.client.model.RefundRequest;
import orderflow.client.model.ShipmentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The life of an order by a client that a generator wrote from the contract alone.
@ExtendWith(OnePlatform.class)
class GeneratedClientTest {
  private static final String SKU = "SKU-004";

  private final Shop shop;

  GeneratedClientTest(Shop shop) {
    this.shop = shop;
  }

  @Test
  void an_order_is_placed_changed_paid_shipped_delivered_and_refunded() throws ApiException {
    OrdersApi customer = new OrdersApi(loggedIn("customer@example.com"));
    OrdersApi staff = new OrdersApi(loggedIn("staff@example.com"));

    ApiResponse<Order> placed =
        customer.placeOrderWithHttpInfo(
            Shop.newKey(),
            new PlaceOrderRequest().addLinesItem(new LineRequest().sku(SKU).quantity(2)),
            "walk-1");
    String id = placed.getData().getId();
    ApiResponse<Order> changed =
        customer.changeOrderWithHttpInfo(
            etag(placed), id, new OrderPatch().reference("walk"), "walk-2");
    ApiResponse<Order> paid =
        customer.payOrderWithHttpInfo(
            Shop.newKey(),
            etag(changed),
            id,
            new PaymentRequest().amount(placed.getData().getTotal()).method("card"),
            "walk-3");
    ApiResponse<Order> part =
        staff.shipOrderWithHttpInfo(
            Shop.newKey(),
            etag(paid),
            id,
            new ShipmentRequest()
                .addLinesItem(new Pieces().sku(SKU).quantity(1))
                .carrier("Post")
                .trackingNumber("T-1"),
            "walk-4");
    ApiResponse<Order> rest =
        staff.shipOrderWithHttpInfo(
            Shop.newKey(),
            etag(part),
            id,
            new ShipmentRequest().carrier("Post").trackingNumber("T-2"),
            "walk-5");
    ApiResponse<Order> arrived =
        staff.deliverOrderWithHttpInfo(Shop.newKey(), etag(rest), id, "walk-6", null);
    ApiResponse<Order> refunded =
        staff.refundOrderWithHttpInfo(
            Shop.newKey(),
            etag(arrived),
            id,
            new RefundRequest().amount(new Money().amount(500L).currency("EUR")).reason("late"),
            "walk-7");

    Order order = customer.getOrder(id, "walk-8", null);
    assertThat(refunded.getData())
        .isEqualTo(order.allowedTransitions(refunded.getData().getAllowedTransitions()));
    assertThat(order.getStatus()).isEqualTo(OrderStatus.DELIVERED);
    assertThat(order.getReference()).isEqualTo("walk");
    assertThat(order.getShipments()).hasSize(2);
    assertThat(order.getRefunded().getAmount()).isEqualTo(500);
    List<OrderEvent> history = customer.listOrderEvents(id, "walk-9", 100, null).getData();
    assertThat(history)
        .extracting(OrderEvent::getType)
        .containsExactly(
            "order.placed",
            "order.changed",
            "order.paid",
            "order.shipped",
            "order.shipped",
            "order.delivered",
            "order.refunded");
    assertThat(history)
        .extracting(OrderEvent::getRequestId)
        .containsExactly("walk-1", "walk-2", "walk-3", "walk-4", "walk-5", "walk-6", "walk-7");
  }

  @Test
  void a_problem_comes_as_an_exception_with_its_body() throws ApiException {
    OrdersApi customer = new OrdersApi(loggedIn("customer@example.com"));
    PlaceOrderRequest tooMany =
        new PlaceOrderRequest().addLinesItem(new LineRequest().sku(SKU).quantity(1_000_000));

    ApiException refused =
        catchThrowableOfType(
            ApiException.class, () -> customer.placeOrder(Shop.newKey(), tooMany, "walk-10"));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(Answer.json(refused.getResponseBody()).path("code").asText())
        .isEqualTo("out_of_stock");
    assertThat(new CatalogueApi(client()).getProduct(SKU, "walk-11").getSku()).isEqualTo(SKU);
  }

  private ApiClient loggedIn(String email) throws ApiException {
    String token =
        new AuthApi(client())
            .login(new LoginRequest().email(email).password(Shop.PASSWORD), "walk-0")
            .getAccessToken();
    ApiClient client = client();
    client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
    return client;
  }

  private ApiClient client() {
    ApiClient client = new ApiClient();
    client.updateBaseUri(shop.platform().api().toString().replaceAll("/$", ""));
    return client;
  }

  private static String etag(ApiResponse<Order> response) {
    return response.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("etag"))
        .map(header -> header.getValue().getFirst())
        .findFirst()
        .orElseThrow();
  }
}
