package orderflow.imports.domain;

import java.util.List;

/// What the first reading of a file found: it is UTF-8, its records have bounds, its header is
/// good.
///
/// @param sha256 of the file, lower-case hexadecimal
/// @param isGzip whether the file is compressed; positions are those of its content
/// @param rows data rows
/// @param columns the names of the header, in the order of the file
public record Inspection(
    String sha256, boolean isGzip, long rows, Notation notation, List<String> columns) {
  public Inspection {
    columns = List.copyOf(columns);
  }
}
