package orderflow.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/// The answers Lambda itself makes for a function that gave none, as recorded on AWS.
final class Failures {

  private static final int SIGNAL_BASE = 128;

  private Failures() {}

  static String timedOut(String requestId, Duration timeout) {
    String seconds = String.format(Locale.ROOT, "%.2f", timeout.toNanos() / 1e9);
    return body(
        "Sandbox.Timedout",
        "RequestId: " + requestId + " Error: Task timed out after " + seconds + " seconds");
  }

  static String exited(String requestId, int exitCode) {
    return body("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason(exitCode));
  }

  static String tooLarge(int limit) {
    return body(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
  }

  private static String reason(int exitCode) {
    if (exitCode == 0) {
      return "Runtime exited without providing a reason";
    }
    if (exitCode == SIGNAL_BASE + 9) {
      return "Runtime exited with error: signal: killed";
    }
    return "Runtime exited with error: exit status " + exitCode;
  }

  private static String body(String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return body.put("errorType", type).put("errorMessage", message).toString();
  }
}
