package orderflow.auth.authorizer;

/// The public keys cannot be had: a fault, not a verdict. API Gateway answers it with 500 and does
/// not cache it, where a verdict would send every caller away for a minute.
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message) {
    super(message);
  }

  KeysUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
