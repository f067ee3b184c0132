package orderflow.auth.domain;

import java.time.Instant;
import orderflow.kit.id.Chance;

/// What was done to an account, a client or the keys, by whom, from where and on which request.
/// Written in the transaction of what it reports; never changed. Nothing in it is a secret: a
/// password, token or code, good or bad, never gets here.
///
/// @param id `evt_` and 26 base-32 characters that begin with exactly the time
/// @param occurredAt in milliseconds
/// @param actor who did it: a user or client id, [Origin#ANONYMOUS], or [#COMMANDS]
/// @param action as [AuditAction#text] gives it
/// @param target the id of an account or client, [#KEYS], [#ACCOUNTS], or what [#unknown] gives
/// @param requestId names the request in answers and logs
/// @param source the network that the request came from; empty for a direct invoke
/// @param userAgent as the client gave it; may be empty
/// @param detail what exactly, for people; may be empty
public record AuditEntry(
    String id,
    Instant occurredAt,
    String actor,
    String action,
    String target,
    String requestId,
    String source,
    String userAgent,
    String detail) {

  public static final String ID_PREFIX = "evt_";

  /// The actor of everything that comes in by a direct invoke: Lambda does not say who invoked.
  public static final String COMMANDS = "commands";

  /// The target of what is done with all accounts.
  public static final String ACCOUNTS = "accounts";

  /// The target of what is done to the signing keys.
  public static final String KEYS = "keys";

  /// An entry of something that happens at a time.
  public static AuditEntry at(
      Instant time, Chance chance, AuditAction action, String target, Origin origin) {
    Instant occurredAt = Instant.ofEpochMilli(time.toEpochMilli());
    return new AuditEntry(
        chance.id(ID_PREFIX, occurredAt),
        occurredAt,
        origin.actor(),
        action.text(),
        target,
        origin.requestId(),
        origin.source(),
        origin.userAgent(),
        "");
  }

  /// The target of what was tried with an address that has no account. The address itself may be
  /// anything that people type into the wrong field, a password for one.
  public static String unknown(EmailAddress email) {
    return "email_" + email.digest();
  }

  /// The same entry with more for people to read.
  public AuditEntry with(String more) {
    return new AuditEntry(
        id, occurredAt, actor, action, target, requestId, source, userAgent, more);
  }
}
