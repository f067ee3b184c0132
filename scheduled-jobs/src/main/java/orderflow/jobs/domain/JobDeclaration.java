package orderflow.jobs.domain;

/// A job as it is declared.
///
/// @param name as in paths and events
/// @param description what it does, for people
/// @param expression when it is due, as EventBridge Scheduler writes it, in UTC
/// @param overlap what happens to a run that is due while another has the lease
public record JobDeclaration(String name, String description, String expression, Overlap overlap) {

  /// What happens to a run that is due while another one of the job is under way.
  public enum Overlap {
    /// It does nothing, and the ledger says so.
    SKIP
  }
}
