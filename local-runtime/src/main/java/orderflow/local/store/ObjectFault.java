package orderflow.local.store;

/// What a planted fault does to a call of S3.
public sealed interface ObjectFault {

  /// Refused with an S3 error such as 503 `SlowDown`; nothing reaches the store.
  record Refuse(int status, String code) implements ObjectFault {}

  /// The request's body breaks off after this many bytes, and the connection with it.
  record CutUpload(long bytes) implements ObjectFault {}

  /// The answer's body breaks off after this many bytes, and the connection with it.
  record CutDownload(long bytes) implements ObjectFault {}

  /// The call is carried out and its connection closed without an answer.
  record LoseAnswer() implements ObjectFault {}

  /// No answer before the gateway is closed or the faults are cleared; nothing reaches the store.
  record Hang() implements ObjectFault {}
}
