package orderflow.auth.domain;

/// A password's hash as a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Never printed.
///
/// @param phc the PHC string
public record PasswordHash(String phc) {

  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
