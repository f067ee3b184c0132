package orderflow.kit.job;

import orderflow.kit.json.Json;

/// What became of a delivery. A failed attempt has no reply: the function throws, so that Lambda
/// sends the event again.
///
/// @param runId of the run the event belongs to
/// @param outcome `succeeded`, `skipped`, `continued` (another invocation goes on), `ended` (the
///   run was over before) or `superseded` (another attempt has taken the run over)
public record JobReply(String runId, String outcome) {

  /// The reply as it is sent.
  public Json.Obj toJson() {
    return Json.object().with("runId", runId).with("outcome", outcome).build();
  }
}
