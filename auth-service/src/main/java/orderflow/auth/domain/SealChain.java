package orderflow.auth.domain;

/// Where the chain of seals begins and ends.
///
/// @param digest of the last seal
public record SealChain(AuditHour first, AuditHour last, String digest) {

  /// The chain of one seal.
  public static SealChain of(Seal seal) {
    return new SealChain(seal.hour(), seal.hour(), seal.digest());
  }

  /// The chain with one more.
  public SealChain and(Seal next) {
    return new SealChain(first, next.hour(), next.digest());
  }
}
