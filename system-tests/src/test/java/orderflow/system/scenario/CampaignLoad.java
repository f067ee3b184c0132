package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/// Everybody at once: customers who order, pay and cancel, a member of staff who sends files and
/// reads, an administrator who starts jobs. Keeps what each was told.
final class CampaignLoad implements AutoCloseable {
  private static final int CUSTOMERS = 3;
  private static final int ORDERS_EACH = 40;
  private static final List<String> JOBS =
      List.of("expire-orders", "daily-report", "rotate-keys", "reconcile");
  private static final int MANY = 300;
  private static final int FEW = 50;

  /// What a customer was told about an order.
  ///
  /// @param status `pending`, `paid` or `cancelled`: what was acknowledged last
  record Told(String id, String status) {}

  /// A file that was sent.
  record Sent(String id, LargeFile file) {}

  private final Client anyone;
  private final long seed;
  private final Map<String, Told> orders = new ConcurrentHashMap<>();
  private final List<Sent> files = new CopyOnWriteArrayList<>();
  private final List<String> runs = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> workers = new ArrayList<>();
  private volatile boolean over;

  CampaignLoad(Client anyone, long seed) {
    this.anyone = anyone;
    this.seed = seed;
  }

  /// What was acknowledged, by idempotency key, which is the reference of the order too.
  Map<String, Told> orders() {
    return orders;
  }

  List<Sent> files() {
    return files;
  }

  /// Paths of the runs that were started.
  List<String> runs() {
    return runs;
  }

  /// Takes in what the files of orders are about, then lets everybody begin.
  void start() {
    Importer first = new Importer(new Persistent(anyone, "staff@example.com"));
    LargeFile catalogue = LargeFile.products("K0-", MANY);
    String id = first.send(catalogue.kind(), catalogue.text());
    files.add(new Sent(id, catalogue));
    first.ended(id, Duration.ofMinutes(2));
    for (int i = 0; i < CUSTOMERS; i++) {
      Persistent customer =
          new Persistent(anyone, i == 0 ? "customer2@example.com" : "customer@example.com");
      Random random = new Random(seed + i);
      work(turn -> customer(customer, random, turn));
    }
    Importer products = new Importer(new Persistent(anyone, "staff@example.com"));
    work(turn -> sendProducts(products, turn));
    Importer orderFiles = new Importer(new Persistent(anyone, "staff@example.com"));
    work(turn -> sendOrders(orderFiles, turn));
    Persistent reader = new Persistent(anyone, "staff@example.com");
    work(_ -> read(reader));
    Persistent admin = new Persistent(anyone, "admin@example.com");
    work(turn -> startJob(admin, turn));
    Persistent visitor = new Persistent(anyone, "customer2@example.com");
    work(_ -> visit(visitor));
  }

  /// Whether somebody has given up.
  boolean hasFailed() {
    return workers.stream().anyMatch(worker -> worker.state() == Future.State.FAILED);
  }

  /// Lets all finish what they are at.
  ///
  /// @throws IllegalStateException when somebody had given up
  @Override
  public void close() {
    over = true;
    try {
      for (Future<?> worker : workers) {
        worker.get(60, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("somebody gave up", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void work(IntConsumer turn) {
    workers.add(
        threads.submit(() -> {
          for (int i = 0; !over; i++) {
            turn.accept(i);
          }
        }));
  }

  private void customer(Persistent customer, Random random, int turn) {
    if (turn >= ORDERS_EACH) {
      customer.get("/v1/orders?limit=20", "OrderPage");
      Patience.pause(Duration.ofMillis(100));
      return;
    }
    String key = Shop.newKey();
    String body =
        "{\"reference\":\"%s\",\"lines\":[{\"sku\":\"SKU-00%d\",\"quantity\":1},{\"sku\":\"SKU-010\",\"quantity\":%d}]}"
            .formatted(key, 1 + random.nextInt(9), 1);
    if (random.nextInt(4) > 0) {
      body = body.replace(",{\"sku\":\"SKU-010\",\"quantity\":1}", "");
    }
    String order = body;
    Answer placed = customer.until(client -> client.post("/v1/orders").key(key).json(order));
    if (placed.status() == 409) {
      assertThat(placed.json().path("code").asText()).isEqualTo("out_of_stock");
      return;
    }
    JsonNode taken = placed.as(201, "Order");
    orders.put(key, new Told(taken.path("id").asText(), "pending"));
    goOn(customer, placed, key, random.nextInt(3));
  }

  private void goOn(Persistent customer, Answer placed, String key, int choice) {
    String id = placed.json().path("id").asText();
    String second = Shop.newKey();
    if (choice == 0) {
      long amount = placed.json().at("/total/amount").asLong();
      Answer paid = customer.until(client -> client.pay(second, id, placed.header("ETag"), amount));
      keep(key, id, paid, "paid");
    } else if (choice == 1) {
      Answer cancelled = customer.until(client -> client.cancel(second, id, placed.header("ETag")));
      keep(key, id, cancelled, "cancelled");
    }
  }

  /// An order that expired meanwhile cannot be paid or cancelled any more.
  private void keep(String key, String id, Answer answer, String status) {
    if (answer.status() == 200) {
      orders.put(key, new Told(id, status));
    } else if (answer.status() != 409 && answer.status() != 412) {
      throw new IllegalStateException("expected 200, 409 or 412, found " + answer);
    }
  }

  private void sendProducts(Importer importer, int turn) {
    send(importer, LargeFile.products("K%d-".formatted(turn + 1), rows(turn)));
  }

  private void sendOrders(Importer importer, int turn) {
    send(importer, LargeFile.orders("F%d-".formatted(turn), "K0-", MANY, rows(turn)));
  }

  /// A file of a size that is killed at several times, then small ones.
  private static int rows(int turn) {
    return turn == 0 ? MANY : FEW;
  }

  private void send(Importer importer, LargeFile file) {
    String id = importer.send(file.kind(), file.text());
    files.add(new Sent(id, file));
    while (!over && importer.find(id).path("finishedAt").isNull()) {
      Patience.pause(Duration.ofMillis(50));
    }
  }

  private void read(Persistent staff) {
    staff.get("/v1/events?limit=50", "OrderFeed");
    staff.get("/v1/imports?limit=5", "ImportPage");
    staff.get("/v1/products?limit=5", "ProductPage");
    Patience.pause(Duration.ofMillis(50));
  }

  private void startJob(Persistent admin, int turn) {
    String job = JOBS.get(turn % JOBS.size());
    String key = Shop.newKey();
    Answer accepted =
        admin.until(client -> client.post("/v1/jobs/" + job + "/runs").key(key).json("{}"));
    accepted.as(202, "JobRun");
    runs.add(accepted.header("Location"));
    for (int i = 0; i < 5; i++) {
      admin.get(accepted.header("Location"), "JobRun");
      Patience.pause(Duration.ofMillis(30));
    }
  }

  private static void visit(Persistent visitor) {
    visitor.logInAnew();
    visitor.get("/v1/auth/me", "Account");
    Patience.pause(Duration.ofMillis(50));
  }
}
