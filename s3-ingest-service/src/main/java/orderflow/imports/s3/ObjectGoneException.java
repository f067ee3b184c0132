package orderflow.imports.s3;

import java.io.IOException;

/// The version of the object that a notification told of is not there any more.
public final class ObjectGoneException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean replaced;

  ObjectGoneException(boolean replaced) {
    super(replaced ? "the object was replaced" : "the object was deleted");
    this.replaced = replaced;
  }

  /// Whether there is another version of it; otherwise there is none.
  public boolean isReplaced() {
    return replaced;
  }
}
