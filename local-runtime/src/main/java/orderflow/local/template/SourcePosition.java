package orderflow.local.template;

import java.nio.file.Path;

/// Where a node of a template stands.
///
/// @param file the template as it was named to the reader
/// @param line from 1
/// @param column from 1
public record SourcePosition(Path file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
