package orderflow.auth.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// A person who can log in.
///
/// @param id `usr_` and 26 base-32 characters
/// @param name what the person wants to be called; may be empty
/// @param version grows by one with each change; the `ETag`
public record Account(
    String id,
    EmailAddress email,
    String name,
    PasswordHash passwordHash,
    Set<Role> roles,
    Status status,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public static final String ID_PREFIX = "usr_";

  /// Whether the address is proved and the account in use.
  public enum Status {
    UNVERIFIED,
    ACTIVE,
    DISABLED
  }

  public Account {
    roles = Set.copyOf(roles);
  }

  /// Only an active account logs in, refreshes or is given a role.
  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  /// What the roles allow, separated by a space.
  public String scope() {
    return Role.scope(roles);
  }

  /// The account with other properties, one version on. An address that was not proved counts as
  /// proved from here on; a disabled account stays disabled.
  public Account changed(String name, PasswordHash hash, Set<Role> roles, Instant now) {
    Status next = status == Status.UNVERIFIED ? Status.ACTIVE : status;
    return new Account(id, email, name, hash, roles, next, version + 1, createdAt, now);
  }

  /// The account with one role more, one version on.
  public Account granted(Role role, Instant now) {
    Set<Role> more = EnumSet.of(role);
    more.addAll(roles);
    return new Account(id, email, name, passwordHash, more, status, version + 1, createdAt, now);
  }
}
