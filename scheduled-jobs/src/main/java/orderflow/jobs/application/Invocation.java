package orderflow.jobs.application;

import orderflow.kit.time.Deadline;

/// The invocation that a delivery came in.
///
/// @param requestId Lambda's
/// @param self the function's own alias, to go on in another invocation
/// @param deadline until when it may work
public record Invocation(String requestId, String self, Deadline deadline) {}
