package orderflow.imports.domain;

/// Why a whole file could not be imported.
///
/// @param code for programs
/// @param detail what was found, for people
/// @param hint what to do
public record Failure(String code, String detail, String hint) {}
