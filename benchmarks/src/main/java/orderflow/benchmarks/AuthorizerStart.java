package orderflow.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Cold starts of AuthorizerFunction beside a function that does nothing, both with AWS's Runtime
/// Interface Client, Lambda's flags and the boot class path of `template.yaml`: from the start of
/// the process to the first answer. Interleaved, medians.
///
/// A malformed token is answered without the key set, so it shows the start without the fetch; a
/// good one fetches it from DynamoDB Local. Arguments: rounds (default 11).
public final class AuthorizerStart {
  private static final int WARM_UP = 2;
  private static final String MALFORMED = "no.token.here";

  private final Map<String, String> environment;
  private final String token;
  private final Path helloRoot;

  private AuthorizerStart(Map<String, String> environment, String token, Path helloRoot) {
    this.environment = environment;
    this.token = token;
    this.helloRoot = helloRoot;
  }

  /// What is started.
  private enum Kind {
    HELLO("hello"),
    WITHOUT_FETCH("\"verdict\":\"malformed\""),
    WITH_FETCH("\"verdict\":\"ok\"");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }
  }

  /// One start.
  ///
  /// @param total from the start of the process to the first answer
  /// @param first how long the first event took
  /// @param second how long the same event took again
  private record Start(long total, long first, long second) {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    PrintStream out = AuthService.silence();
    try (Store store = Store.start()) {
      Map<String, String> environment = AuthService.environment(store, 4);
      AuthService.seed(environment, 1);
      String token =
          AuthService.member(
              new AuthService(environment).logIn(AuthService.email(0), 1), "access_token");
      new AuthorizerStart(environment, token, helloRoot()).measure(out, rounds);
    }
    System.exit(0);
  }

  private static Path helloRoot() throws IOException {
    Path root = Files.createTempDirectory("hello");
    Files.createDirectories(root.resolve("lib"));
    Files.copy(Path.of("benchmarks/target/benchmarks.jar"), root.resolve("lib/benchmarks.jar"));
    return root;
  }

  private void measure(PrintStream out, int rounds) throws IOException, InterruptedException {
    Map<Kind, List<Start>> starts = new EnumMap<>(Kind.class);
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Kind kind : Kind.values()) {
        Start start = start(kind);
        if (round >= 0) {
          starts.computeIfAbsent(kind, _ -> new ArrayList<>()).add(start);
        }
      }
    }
    report(out, starts);
  }

  private static void report(PrintStream out, Map<Kind, List<Start>> starts) {
    double hello = total(starts, Kind.HELLO);
    double without = total(starts, Kind.WITHOUT_FETCH);
    double with = total(starts, Kind.WITH_FETCH);
    out.println("AuthorizerStart: " + Machine.text());
    out.printf("  hello %.0f ms%n", hello);
    out.printf(
        "  authorizer without the fetch %.0f ms, %.2f times hello (goal 3.2)%n",
        without, without / hello);
    out.printf("  authorizer with the fetch %.0f ms, %.0f ms more%n", with, with - without);
    for (Kind kind : Kind.values()) {
      List<Start> all = starts.getOrDefault(kind, List.of());
      out.printf(
          "  %s: first event %.1f ms, the same again %.1f ms%n",
          kind,
          Durations.of(all.stream().map(Start::first).toList()).millis(0.5),
          Durations.of(all.stream().map(Start::second).toList()).millis(0.5));
    }
  }

  private static double total(Map<Kind, List<Start>> starts, Kind kind) {
    return Durations.of(starts.getOrDefault(kind, List.of()).stream().map(Start::total).toList())
        .millis(0.5);
  }

  private Start start(Kind kind) throws IOException, InterruptedException {
    String event = event(kind == Kind.WITH_FETCH ? token : MALFORMED);
    try (RuntimeApi api = new RuntimeApi(List.of(event, event))) {
      LambdaProcess process =
          kind == Kind.HELLO
              ? LambdaProcess.of(helloRoot, Hello.class)
              : LambdaProcess.authorizer();
      long start = System.nanoTime();
      Process running = process.start(api.address(), environment);
      try {
        RuntimeApi.Answer first = api.take();
        if (!first.body().contains(kind.expected)) {
          throw new IllegalStateException(
              "%s: found '%s', expected %s".formatted(kind, first.body(), kind.expected));
        }
        return new Start(first.at() - start, first.call(), api.take().call());
      } finally {
        running.destroyForcibly();
      }
    }
  }

  private static String event(String token) throws IOException {
    return Files.readString(Path.of("events/authorizer.json"))
        .replace("not-a-token", token)
        .replace("\"domainName\": \"localhost\"", "\"domainName\": \"" + AuthService.DOMAIN + "\"");
  }
}
