package orderflow.orders.application;

/// Which version of a resource the caller decided on.
@FunctionalInterface
public interface VersionGuard {

  /// What the guard says of a version.
  enum Verdict {
    HOLDS,
    FAILS,
    /// The caller said nothing.
    MISSING
  }

  Verdict check(long version);
}
