package orderflow.orders;

import java.security.SecureRandom;
import java.util.Map;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Clocks;
import orderflow.orders.application.AdjustStock;
import orderflow.orders.application.Catalogue;
import orderflow.orders.application.ChangeDetails;
import orderflow.orders.application.ChangeOrder;
import orderflow.orders.application.ExpireOrders;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.ReadOrders;
import orderflow.orders.application.ReadReports;
import orderflow.orders.application.RebuildViews;
import orderflow.orders.application.Reconcile;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.application.UpsertProduct;
import orderflow.orders.commands.OrderCommands;
import orderflow.orders.dynamodb.FeedCheck;
import orderflow.orders.dynamodb.FeedReader;
import orderflow.orders.dynamodb.Fences;
import orderflow.orders.dynamodb.Generations;
import orderflow.orders.dynamodb.HistoryReader;
import orderflow.orders.dynamodb.HistoryScan;
import orderflow.orders.dynamodb.LedgerReader;
import orderflow.orders.dynamodb.OrderLists;
import orderflow.orders.dynamodb.OrderStore;
import orderflow.orders.dynamodb.PendingOrders;
import orderflow.orders.dynamodb.ProductStore;
import orderflow.orders.dynamodb.ReportReader;
import orderflow.orders.dynamodb.ViewScan;
import orderflow.orders.dynamodb.ViewStore;
import orderflow.orders.http.OrdersRoutes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts the use cases together. Clock, randomness and client are made here and handed down.
final class OrdersWiring {
  private final Chance chance;
  private final DynamoDbClient client;
  private final OrdersConfig config;

  private OrdersWiring(Chance chance, DynamoDbClient client, OrdersConfig config) {
    this.chance = chance;
    this.client = client;
    this.config = config;
  }

  static OrdersWiring of(Map<String, String> environment, ExecutionInterceptor... interceptors) {
    OrdersConfig config = OrdersConfig.from(environment);
    Chance chance = new Chance(Clocks.from(environment), new SecureRandom());
    return new OrdersWiring(chance, DynamoDbClients.create(environment, interceptors), config);
  }

  Chance chance() {
    return chance;
  }

  OrdersRoutes.UseCases useCases() {
    OrderStore orders = orders();
    MarkerStore markers = new MarkerStore(client, config.ordersTable());
    ProductStore products = products();
    SecretStore secrets = new SecretStore(client, config.ordersTable(), chance.random());
    return new OrdersRoutes.UseCases(
        placeOrder(),
        new ChangeOrder(orders, markers, chance),
        new ChangeDetails(orders, chance),
        new ReadOrders(
            orders,
            new OrderLists(client, config.ordersTable(), chance.random()),
            new HistoryReader(client, config.ordersTable())),
        new Catalogue(products),
        new SaveProduct(products),
        new AdjustStock(products, markers, chance),
        reports(),
        new Cursors(secrets, chance.clock()),
        chance);
  }

  OrderCommands commands() {
    ProductStore products = products();
    MarkerStore markers = new MarkerStore(client, config.ordersTable());
    return new OrderCommands(
        new OrderCommands.UseCases(
            new SaveProduct(products),
            new UpsertProduct(products, markers),
            placeOrder(),
            new ExpireOrders(
                new PendingOrders(client, config.ordersTable(), chance.random()),
                orders(),
                chance,
                config.orderExpiry()),
            reports(),
            new Reconcile(
                new LedgerReader(client, config.ordersTable(), chance.random()),
                new FeedCheck(client, config.viewsTable(), chance.random()),
                chance),
            rebuild()),
        new Fences(client, config.ordersTable()),
        chance);
  }

  private RebuildViews rebuild() {
    return new RebuildViews(
        new Generations(client, config.viewsTable(), chance.random()),
        new HistoryScan(client, config.ordersTable()),
        new ViewStore(client, config.viewsTable(), chance.random()),
        new ViewScan(client, config.viewsTable(), chance.random()),
        chance);
  }

  ReadReports reports() {
    return new ReadReports(
        new FeedReader(client, config.viewsTable(), chance.random()),
        new ReportReader(client, config.viewsTable(), chance.random()));
  }

  private PlaceOrder placeOrder() {
    return new PlaceOrder(
        orders(), new MarkerStore(client, config.ordersTable()), chance, config.orderExpiry());
  }

  private OrderStore orders() {
    return new OrderStore(client, config.ordersTable(), chance.random());
  }

  private ProductStore products() {
    return new ProductStore(client, config.ordersTable(), chance.random());
  }
}
