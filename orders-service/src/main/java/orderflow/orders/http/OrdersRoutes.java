package orderflow.orders.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.HttpHandler;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Route;
import orderflow.kit.http.RouteMap;
import orderflow.kit.id.Chance;
import orderflow.kit.json.Json;
import orderflow.orders.application.AdjustStock;
import orderflow.orders.application.Catalogue;
import orderflow.orders.application.ChangeDetails;
import orderflow.orders.application.ChangeOrder;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.ReadOrders;
import orderflow.orders.application.ReadReports;
import orderflow.orders.application.SaveProduct;

/// The route map of the orders function.
public final class OrdersRoutes {
  private static final String CATALOGUE_WRITE = "catalog:write";
  private static final String FULFILMENT_WRITE = "fulfilment:write";
  private static final String ORDERS_READ = "orders:read";
  private static final String ORDERS_WRITE = "orders:write";
  private static final String REFUNDS_WRITE = "refunds:write";

  private OrdersRoutes() {}

  /// What the routes call.
  public record UseCases(
      PlaceOrder place,
      ChangeOrder change,
      ChangeDetails details,
      ReadOrders read,
      Catalogue catalogue,
      SaveProduct save,
      AdjustStock adjust,
      ReadReports reports,
      Cursors cursors,
      Chance chance) {}

  public static RouteMap of(UseCases useCases) {
    Idempotency idempotency = new Idempotency(useCases.chance());
    Lists lists = new Lists(useCases.cursors());
    ProductRoutes products =
        new ProductRoutes(
            useCases.catalogue(), useCases.save(), useCases.adjust(), idempotency, lists);
    OrderRoutes orders = new OrderRoutes(useCases, idempotency, lists);
    ReportRoutes reports = new ReportRoutes(useCases.reports(), lists);
    return RouteMap.builder()
        .add("GET /v1/health", Route.open(OrdersRoutes::health))
        .add("GET /openapi.json", Route.open(OrdersRoutes::openApi))
        .add("GET /v1/products", Route.open(shared(products::list)))
        .add("GET /v1/products/{sku}", Route.open(shared(products::get)))
        .add("PUT /v1/products/{sku}", Route.scope(CATALOGUE_WRITE, products::put))
        .add("PATCH /v1/products/{sku}", Route.scope(CATALOGUE_WRITE, products::patch))
        .add(
            "POST /v1/products/{sku}/stock-adjustments",
            Route.scope(CATALOGUE_WRITE, products::adjust))
        .add(
            "GET /v1/products/{sku}/stock-adjustments",
            Route.scope(CATALOGUE_WRITE, products::adjustments))
        .add("POST /v1/orders", Route.scope(ORDERS_WRITE, orders::place))
        .add("GET /v1/orders", Route.scope(ORDERS_READ, orders::list))
        .add("GET /v1/orders/{orderId}", Route.scope(ORDERS_READ, orders::get))
        .add("PATCH /v1/orders/{orderId}", Route.scope(ORDERS_WRITE, orders::patch))
        .add("POST /v1/orders/{orderId}/payment", Route.scope(ORDERS_WRITE, orders::pay))
        .add("POST /v1/orders/{orderId}/cancellation", Route.scope(ORDERS_WRITE, orders::cancel))
        .add("POST /v1/orders/{orderId}/shipments", Route.scope(FULFILMENT_WRITE, orders::ship))
        .add("POST /v1/orders/{orderId}/delivery", Route.scope(FULFILMENT_WRITE, orders::deliver))
        .add(
            "POST /v1/orders/{orderId}/refunds",
            Route.scope(REFUNDS_WRITE, orders::refund).afterRecentLogin())
        .add("GET /v1/orders/{orderId}/events", Route.scope(ORDERS_READ, orders::events))
        .add("GET /v1/events", Route.scope(ORDERS_READ, reports.feed()))
        .add("GET /v1/reports/daily/{date}", Route.scope(ORDERS_READ, reports.daily()))
        .build();
  }

  /// Stock changes with every order, so public answers are asked for anew each time.
  private static HttpHandler shared(HttpHandler handler) {
    return request -> handler.handle(request).with("Cache-Control", "no-cache");
  }

  private static HttpResponse health(HttpRequest request) {
    return HttpResponse.json(200, Json.object().with("status", "ok").build());
  }

  private static HttpResponse openApi(HttpRequest request) {
    try (InputStream document = OrdersRoutes.class.getResourceAsStream("/openapi.json")) {
      if (document == null) {
        throw new IllegalStateException("openapi.json is not on the class path");
      }
      return HttpResponse.of(200, "application/json", document.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
