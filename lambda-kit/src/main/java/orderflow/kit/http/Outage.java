package orderflow.kit.http;

import java.io.IOException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Tells a service behind the function that cannot answer now, which passes, from a fault that the
/// next try would meet again.
public final class Outage {
  private static final String SDK_EXCEPTION = "software.amazon.awssdk.core.exception.SdkException";

  private Outage() {}

  /// Whether an AWS service timed out, throttled, answered with 5xx, or could not be reached. The
  /// type is asked for by name first, so that a function without the SDK does not load it here.
  public static boolean isBehind(Exception fault) {
    return Stream.<Class<?>>iterate(fault.getClass(), Class::getSuperclass)
            .takeWhile(type -> type != Exception.class)
            .anyMatch(type -> type.getName().equals(SDK_EXCEPTION))
        && Sdk.isOutage(fault);
  }

  private static final class Sdk {

    private Sdk() {}

    static boolean isOutage(Exception fault) {
      return switch (fault) {
        case SdkServiceException answer ->
            answer.statusCode() >= 500 || answer.isThrottlingException();
        case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
        case SdkException call ->
            Stream.<Throwable>iterate(call, cause -> cause != null, Throwable::getCause)
                .anyMatch(IOException.class::isInstance);
        default -> false;
      };
    }
  }
}
