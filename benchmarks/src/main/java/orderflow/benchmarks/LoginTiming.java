package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/// Whether the time of a failed login tells that an address has an account: 200 logins with unknown
/// addresses and 200 with wrong passwords, one after the other in turn, whose order changes each
/// time, and the rank AUC of their times. Each comes from a network of its own, so that no limit is
/// reached and each is hashed; an answer other than 401 `invalid_credentials` makes the run
/// worthless and ends it.
public final class LoginTiming {
  private static final int PAIRS = 200;
  private static final int WARM_UP = 40;
  private static final int ACCOUNTS = 50;

  private LoginTiming() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = AuthService.silence();
    try (Store store = Store.start()) {
      Map<String, String> environment = AuthService.environment(store, 4);
      AuthService.seed(environment, ACCOUNTS);
      AuthService service = new AuthService(environment);
      long[] unknown = new long[PAIRS];
      long[] wrong = new long[PAIRS];
      for (int i = -WARM_UP; i < PAIRS; i++) {
        int turn = i + WARM_UP;
        String nobody = "nobody" + turn + "@example.com";
        String somebody = AuthService.email(turn % ACCOUNTS);
        boolean swapped = turn % 2 == 1;
        long first = nanos(service, swapped ? somebody : nobody, 2 * turn);
        long second = nanos(service, swapped ? nobody : somebody, 2 * turn + 1);
        if (i >= 0) {
          unknown[i] = swapped ? second : first;
          wrong[i] = swapped ? first : second;
        }
      }
      out.println("LoginTiming: " + Machine.text());
      out.println("  unknown address: " + Durations.of(unknown).text());
      out.println("  wrong password:  " + Durations.of(wrong).text());
      out.printf("  rank AUC %.3f (goal 0.45 to 0.55)%n", RankAuc.of(unknown, wrong));
    }
  }

  private static long nanos(AuthService service, String email, int network) {
    long start = System.nanoTime();
    APIGatewayV2HTTPResponse response = service.logIn(email, "a password that nobody has", network);
    long nanos = System.nanoTime() - start;
    if (response.getStatusCode() != 401) {
      throw new IllegalStateException("found " + response.getStatusCode() + ", expected 401");
    }
    return nanos;
  }
}
