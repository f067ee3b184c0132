package orderflow.local.lambda;

/// An event on its way into a process.
///
/// @param requestId the invocation's id
/// @param functionArn the ARN the caller used: qualified only if the call was
/// @param invocation what the caller sent
record PendingEvent(String requestId, String functionArn, Invocation invocation) {}
