package orderflow.auth.domain;

/// A TOTP seed under a data key.
///
/// @param dataKey the number of the [DataKey]
/// @param base64 nonce and cipher text
public record SealedSeed(int dataKey, String base64) {}
