package orderflow.auth.domain;

import java.time.Instant;

/// What was done to an account, by whom and on which request. Written in the transaction of what it
/// reports; never changed.
///
/// @param id `evt_` and 26 base-32 characters
/// @param actor who did it: a user id, or `commands` for a direct invoke
/// @param action past tense, for instance `role.granted`
/// @param target the account's id
/// @param detail what exactly, for people; never a secret
public record AuditEntry(
    String id,
    Instant occurredAt,
    String actor,
    String action,
    String target,
    String requestId,
    String detail) {

  public static final String ID_PREFIX = "evt_";

  /// The actor of everything that comes in by a direct invoke: Lambda does not say who invoked.
  public static final String COMMANDS = "commands";
}
