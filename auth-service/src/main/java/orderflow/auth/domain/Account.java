package orderflow.auth.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// A person who can log in.
///
/// @param id `usr_` and 26 base-32 characters
/// @param name what the person wants to be called; may be empty
/// @param verified whether the person proved to read the address's mail
/// @param disabled whether an administrator put the account out of use
/// @param version grows by one with each change; the `ETag`
public record Account(
    String id,
    EmailAddress email,
    String name,
    Credentials credentials,
    Set<Role> roles,
    boolean verified,
    boolean disabled,
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

  public Status status() {
    if (disabled) {
      return Status.DISABLED;
    }
    return verified ? Status.ACTIVE : Status.UNVERIFIED;
  }

  /// Only an active account logs in, refreshes or is given a role.
  public boolean isActive() {
    return status() == Status.ACTIVE;
  }

  /// What the roles allow, separated by a space.
  public String scope() {
    return Role.scope(roles);
  }

  /// What the roles allow.
  public Scopes scopes() {
    return Scopes.of(scope());
  }

  /// The account with its address proved and other properties, one version on. A disabled account
  /// stays disabled.
  public Account changed(String name, Credentials credentials, Set<Role> roles, Instant now) {
    return new Account(
        id, email, name, credentials, roles, true, disabled, version + 1, createdAt, now);
  }

  /// The account with its address proved, one version on.
  public Account withProvedAddress(Instant now) {
    return changed(name, credentials, roles, now);
  }

  /// The account with other credentials, one version on.
  public Account with(Credentials next, Instant now) {
    return new Account(
        id, email, name, next, roles, verified, disabled, version + 1, createdAt, now);
  }

  /// The account with these roles and no others, one version on.
  public Account with(Set<Role> next, Instant now) {
    return new Account(
        id, email, name, credentials, next, verified, disabled, version + 1, createdAt, now);
  }

  /// The account with one role more, one version on.
  public Account granted(Role role, Instant now) {
    Set<Role> more = EnumSet.of(role);
    more.addAll(roles);
    return with(more, now);
  }

  /// The account out of use, one version on. Its sessions end and stay ended when it is enabled
  /// again.
  public Account disabled(Instant now) {
    return new Account(
        id,
        email,
        name,
        credentials.withoutSessions(),
        roles,
        verified,
        true,
        version + 1,
        createdAt,
        now);
  }

  /// The account in use again, one version on. An address that was not proved still has to be.
  public Account enabled(Instant now) {
    return new Account(
        id, email, name, credentials, roles, verified, false, version + 1, createdAt, now);
  }
}
