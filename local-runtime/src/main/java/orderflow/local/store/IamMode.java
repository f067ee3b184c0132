package orderflow.local.store;

/// What happens to a store call that the role of a function does not allow.
public enum IamMode {
  /// It is refused with `AccessDeniedException`, as on AWS.
  ENFORCE,
  /// It goes through and is told of.
  WARN,
  /// Nobody looks.
  OFF
}
