package orderflow.kit.invoke;

/// How handing an event over to Lambda's queue ended. After anything but [#ACCEPTED] and
/// [#THROTTLED] the event may or may not be in the queue; it may be sent again where the function
/// bears an event that comes twice, as Lambda's queue asks of every function anyway.
public enum SendResult {
  /// Lambda has the event (202).
  ACCEPTED,

  /// Lambda had no room for the call (429).
  THROTTLED,

  /// The deadline passed before Lambda answered.
  TIMED_OUT,

  /// Lambda could not be reached, the connection broke, or Lambda itself failed (5xx).
  UNREACHABLE
}
