package orderflow.auth.http;

import java.time.Duration;
import java.util.List;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// What the routes that mail a code, or take one, answer when they do not do what was asked.
final class CodeProblems {
  /// Longer than any code, however it is typed.
  static final Text CODE = Text.upTo(64);

  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private CodeProblems() {}

  static HttpResponse wrong(HttpRequest request) {
    return Problem.of(
            ErrorCode.EMAIL_CODE_INVALID,
            "the code is another, too old or used up for this address")
        .in(request);
  }

  static HttpResponse password(HttpRequest request, String pointer, String fault) {
    return Problem.invalidInput(List.of(new Fault(pointer, "not_allowed", "the password " + fault)))
        .in(request);
  }

  static HttpResponse busy(HttpRequest request) {
    return Problem.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE, "too many such requests at once", BUSY_WAIT)
        .in(request);
  }
}
