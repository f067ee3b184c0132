package orderflow.system.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import orderflow.local.dynamodb.DynamoDbProcess;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.StartRefusedException;
import orderflow.system.template.Repository;

/// The project's template, running and seeded, and its clients.
final class Shop implements AutoCloseable {
  static final String PASSWORD = "try-it-out-locally";

  private final DynamoDbProcess store;
  private final DeadlyStore deadlyStore;
  private final Platform platform;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  private Shop(DynamoDbProcess store, DeadlyStore deadlyStore, Platform platform) {
    this.store = store;
    this.deadlyStore = deadlyStore;
    this.platform = platform;
  }

  static Shop open() {
    try {
      Path home = Repository.path("");
      DynamoDbProcess store =
          DynamoDbProcess.start(home.resolve("dynamodb-local"), Optional.empty());
      DeadlyStore deadlyStore = new DeadlyStore(store.endpoint());
      Platform platform = Platform.start(options(home, deadlyStore.url()), _ -> {});
      return new Shop(store, deadlyStore, platform);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StartRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PlatformOptions options(Path home, URI store) {
    PlatformOptions own = PlatformOptions.inMemory(home);
    return new PlatformOptions(
        own.projectRoot(),
        own.template(),
        own.data(),
        own.fresh(),
        own.ports(),
        own.parameters(),
        own.environmentOverrides(),
        Optional.of(store),
        own.iam(),
        own.delays(),
        own.seed(),
        own.reload(),
        own.debugPorts());
  }

  Platform platform() {
    return platform;
  }

  /// The name of a function.
  ///
  /// @param logicalId of the template
  String name(String logicalId) {
    return Optional.ofNullable(platform.template().functions().get(logicalId)).orElseThrow().name();
  }

  /// Kills the function that serves orders while it waits for its next transaction.
  ///
  /// @return how many processes died, once all have
  CompletableFuture<Integer> killAtNextOrderWrite(DeadlyStore.Moment moment) {
    return deadlyStore.killAtNextTransaction(name("OrdersHttpFunction"), moment);
  }

  /// A client without a token. Does something while the store answers OrdersHttpFunction with a
  /// fault.
  <T> T whileOrdersMeet(DeadlyStore.Fault fault, Supplier<T> work) {
    return deadlyStore.answering(name("OrdersHttpFunction"), fault, work);
  }

  Client anyone() {
    return new Client(platform.api(), Optional.empty());
  }

  Client customer() {
    return as("customer@example.com");
  }

  Client otherCustomer() {
    return as("customer2@example.com");
  }

  Client staff() {
    return as("staff@example.com");
  }

  Client admin() {
    return as("admin@example.com");
  }

  /// A client with the access token of a seeded account.
  Client as(String email) {
    return clients.computeIfAbsent(
        email,
        address ->
            anyone()
                .withToken(logIn(address).as(200, "TokenAnswer").path("access_token").asText()));
  }

  Answer logIn(String email) {
    return anyone()
        .post("/v1/auth/login")
        .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
  }

  /// A refresh token of the customer that nobody uses up.
  String unusedRefreshToken() {
    return logIn("customer@example.com").as(200, "TokenAnswer").path("refresh_token").asText();
  }

  /// A key nobody used before.
  static String newKey() {
    return UUID.randomUUID().toString();
  }

  long available(String sku) {
    return anyone().get("/v1/products/" + sku).send().as(200, "Product").path("available").asLong();
  }

  @Override
  public void close() {
    platform.close();
    deadlyStore.close();
    store.close();
  }
}
