package orderflow.auth.domain;

/// Where a change comes from, for the audit log.
///
/// @param actor who asks: a user or client id, [#ANONYMOUS], or [AuditEntry#COMMANDS]
/// @param requestId names the request in answers and logs
/// @param address the network address that the request came from; empty for a direct invoke
/// @param userAgent what the program at the other end calls itself, cut to 200 characters; may be
///   empty
public record Origin(String actor, String requestId, String address, String userAgent) {
  /// The actor of requests without a token.
  public static final String ANONYMOUS = "anonymous";

  private static final int LONGEST_USER_AGENT = 200;

  public Origin {
    userAgent = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
  }

  /// The origin of what a direct invoke does.
  public static Origin ofCommand(String requestId) {
    return new Origin(AuditEntry.COMMANDS, requestId, "", "");
  }

  /// The same request of somebody who has shown by now who it is.
  public Origin by(String known) {
    return new Origin(known, requestId, address, userAgent);
  }

  /// Whether the actor is somebody.
  public boolean isKnown() {
    return !actor.equals(ANONYMOUS);
  }

  /// The network that the address belongs to, which is what is kept; empty for a direct invoke.
  public String source() {
    return address.isEmpty() ? "" : SourcePrefix.of(address).text();
  }
}
