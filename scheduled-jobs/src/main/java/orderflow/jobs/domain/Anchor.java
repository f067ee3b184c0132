package orderflow.jobs.domain;

/// The end of the audit log's chain of seals as a run of the job saw it.
///
/// @param hour for instance `2026-11-25T04`
/// @param digest of that hour's seal
public record Anchor(String hour, String digest) {}
