package orderflow.jobs.domain;

/// Why an attempt failed or a run was skipped.
///
/// @param code for programs
/// @param detail for people; holds no secret
public record RunFault(String code, String detail) {}
