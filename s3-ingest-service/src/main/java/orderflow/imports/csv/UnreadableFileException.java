package orderflow.imports.csv;

import orderflow.imports.domain.Failure;

/// The file as a whole cannot be read. Rows that were carried out before stay so.
public final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public UnreadableFileException(String code, String detail, String hint) {
    super(detail);
    this.failure = new Failure(code, detail, hint);
  }

  public Failure failure() {
    return failure;
  }
}
