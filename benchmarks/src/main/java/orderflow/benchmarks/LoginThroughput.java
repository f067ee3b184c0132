package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// How many logins and refreshes there are in a second, and what becomes of other routes meanwhile.
/// Each caller has an instance of the function in this process, and all share DynamoDB Local in
/// another one: machine, hashes, store and callers share the same processors.
///
/// Arguments: how many log in at once (default 2), `HASHES_AT_ONCE` (default 4), seconds (default
/// 20).
public final class LoginThroughput {
  private static final int ACCOUNTS = 200;
  private static final Duration PACE = Duration.ofMillis(25);
  private static final Duration BASE = Duration.ofSeconds(8);
  private static final int REFRESHERS = 4;

  private final Map<String, String> environment;
  private final ExecutorService callers = Executors.newCachedThreadPool();

  private LoginThroughput(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) throws Exception {
    int clients = argument(arguments, 0, 2);
    int hashesAtOnce = argument(arguments, 1, 4);
    Duration time = Duration.ofSeconds(argument(arguments, 2, 20));
    PrintStream out = AuthService.silence();
    try (Store store = Store.start()) {
      Map<String, String> environment = AuthService.environment(store, hashesAtOnce);
      AuthService.seed(environment, ACCOUNTS);
      out.println("LoginThroughput: " + Machine.text());
      out.printf("  %d log in at once, HASHES_AT_ONCE %d%n", clients, hashesAtOnce);
      new LoginThroughput(environment).measure(out, clients, time);
    }
    System.exit(0);
  }

  private static int argument(String[] arguments, int place, int fallback) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : fallback;
  }

  private void measure(PrintStream out, int clients, Duration time) throws Exception {
    run(List.of(logins(0, Duration.ofSeconds(3)), refreshes(1, Duration.ofSeconds(3), PACE)));
    List<Durations> base = run(List.of(refreshes(2, BASE, PACE), keys(BASE)));
    out.println("  refresh alone, paced: " + base.get(0).text());
    out.println("  JWKS alone, paced:    " + base.get(1).text());

    List<Callable<List<Long>>> load = new ArrayList<>();
    load.add(refreshes(3, time, PACE));
    load.add(keys(time));
    IntStream.range(0, clients).forEach(n -> load.add(logins(10 + n, time)));
    List<Durations> loaded = run(load);
    Durations all = Durations.joined(loaded.subList(2, loaded.size()));
    out.printf(
        "  logins: %.1f a second (goal 25), %s (goal p99 1,000 ms)%n",
        all.count() / (double) time.toSeconds(), all.text());
    ratio(out, "refresh", loaded.get(0), base.get(0));
    ratio(out, "JWKS", loaded.get(1), base.get(1));

    List<Durations> refreshes =
        run(
            IntStream.range(0, REFRESHERS)
                .mapToObj(n -> refreshes(20 + n, Duration.ofSeconds(10), Duration.ZERO))
                .toList());
    Durations refreshed = Durations.joined(refreshes);
    out.printf(
        "  refreshes of %d clients: %.0f a second (goal 240), %s%n",
        REFRESHERS, refreshed.count() / 10.0, refreshed.text());
  }

  private static void ratio(PrintStream out, String name, Durations loaded, Durations base) {
    out.printf(
        "  %s while others log in: %s; p99 %.2f times its base (goal 2)%n",
        name, loaded.text(), loaded.millis(0.99) / base.millis(0.99));
  }

  private List<Durations> run(List<Callable<List<Long>>> all)
      throws InterruptedException, ExecutionException {
    List<Durations> durations = new ArrayList<>();
    for (Future<List<Long>> future : callers.invokeAll(all)) {
      durations.add(Durations.of(future.get()));
    }
    return durations;
  }

  /// Logins with the right password; one that is turned away counts with its time, as nobody waits
  /// for it, and ends the run when it is of another kind than overload.
  private Callable<List<Long>> logins(int client, Duration time) {
    AuthService service = new AuthService(environment);
    int[] next = {0};
    return () ->
        repeat(
            time,
            Duration.ZERO,
            () -> {
              String email = AuthService.email((client * 37 + next[0]++) % ACCOUNTS);
              expect(200, service.logIn(email, client));
            });
  }

  private Callable<List<Long>> refreshes(int client, Duration time, Duration pace) {
    AuthService service = new AuthService(environment);
    String[] token = {
      AuthService.member(service.logIn(AuthService.email(client), client), "refresh_token")
    };
    return () ->
        repeat(
            time,
            pace,
            () -> {
              APIGatewayV2HTTPResponse response = service.refresh(token[0]);
              expect(200, response);
              token[0] = AuthService.member(response, "refresh_token");
            });
  }

  private Callable<List<Long>> keys(Duration time) {
    AuthService service = new AuthService(environment);
    return () -> repeat(time, PACE, () -> expect(200, service.keys()));
  }

  private static List<Long> repeat(Duration time, Duration pace, Runnable call) {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      call.run();
      nanos.add(System.nanoTime() - start);
      if (!pace.isZero()) {
        LockSupport.parkNanos(pace.toNanos());
      }
    }
    return nanos;
  }

  private static void expect(int status, APIGatewayV2HTTPResponse response) {
    if (response.getStatusCode() != status) {
      throw new IllegalStateException(
          "found %d, expected %d: %s"
              .formatted(response.getStatusCode(), status, response.getBody()));
    }
  }
}
