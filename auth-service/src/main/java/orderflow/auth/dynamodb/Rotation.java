package orderflow.auth.dynamodb;

import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;

/// What presenting a refresh token came to.
public sealed interface Rotation {

  /// The session goes on with this successor: a fresh one, or, within the grace, the one that the
  /// first use of the same token was given.
  record Rotated(Session session, RefreshToken successor) implements Rotation {}

  /// There is no such session, or it ended by time or by logging out.
  record Ended() implements Rotation {}

  /// The token was used before, or never was one of this session's, which lives still: it must be
  /// ended.
  record Misused() implements Rotation {}

  /// The session was ended because a token of it was used twice.
  record Reused() implements Rotation {}

  /// Other writes to the session were in the way; nothing was written.
  record Busy() implements Rotation {}
}
