package orderflow.imports.domain;

import java.util.Optional;

/// One thing that is wrong with a row.
///
/// @param column where, if it is one column's matter
/// @param code for programs
/// @param detail what was found, what is expected
/// @param hint what to do
/// @param excerpt what stood there, shortened and with addresses and long numbers blotted out
public record CellFault(
    Optional<String> column, String code, String detail, String hint, String excerpt) {}
