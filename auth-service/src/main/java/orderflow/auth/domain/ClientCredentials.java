package orderflow.auth.domain;

/// Who a client says it is, and the secret it shows. Never printed.
///
/// @param id may be anything
public record ClientCredentials(String id, ClientSecret secret) {
  @Override
  public String toString() {
    return "ClientCredentials[hidden]";
  }
}
