package orderflow.kit.json;

/// One thing that is wrong with the input.
///
/// @param pointer where: a JSON pointer (RFC 6901) into the body, or a parameter's name
/// @param code what, for programs: `required`, `unknown_member`, `wrong_type`, `out_of_range` …
/// @param detail what was found, what is expected, for people; never quotes a secret
public record Fault(String pointer, String code, String detail) {}
