package orderflow.auth.domain;

/// What showed that somebody holds an account's second factor. Each is good once, which the store
/// enforces where the proof is used up.
public sealed interface Proof {

  /// A code of the app.
  ///
  /// @param factor as it was when the code was looked at
  /// @param step the time step of the code
  record OfApp(SecondFactor factor, long step) implements Proof {}

  /// A recovery code.
  ///
  /// @param number its place in the set
  /// @param hash [RecoveryCode#hash]
  record OfRecovery(int number, String hash) implements Proof {}
}
