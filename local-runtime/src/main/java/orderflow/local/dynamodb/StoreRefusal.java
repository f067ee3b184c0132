package orderflow.local.dynamodb;

import java.io.IOException;

/// An error that DynamoDB answered.
final class StoreRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final String type;

  StoreRefusal(String type, String message) {
    super(type + ": " + message);
    this.type = type;
  }

  /// The exception's name, such as `TrimmedDataAccessException`.
  String type() {
    return type;
  }
}
