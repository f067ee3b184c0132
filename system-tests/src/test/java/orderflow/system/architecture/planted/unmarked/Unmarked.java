package orderflow.system.architecture.planted.unmarked;

/// Lives in a package without a mark.
final class Unmarked {
  private Unmarked() {}
}
