package orderflow.imports.domain;

import java.util.List;

/// What the first reading of a file found: it is UTF-8, its records have bounds, its header is
/// good.
///
/// @param sha256 of the content, lower-case hexadecimal
/// @param rows data rows
/// @param columns the names of the header, in the order of the file
public record Inspection(String sha256, long rows, Separator separator, List<String> columns) {
  public Inspection {
    columns = List.copyOf(columns);
  }
}
