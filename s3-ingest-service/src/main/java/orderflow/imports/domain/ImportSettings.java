package orderflow.imports.domain;

import java.util.Optional;

/// What is to be imported, and how.
///
/// @param fileName for people
/// @param sizeBytes of the whole file
/// @param sha256 of the content, 64 lower-case hexadecimal digits, if the client announced it
/// @param tolerance without one, an import goes on whatever rows are bad
public record ImportSettings(
    ImportKind kind,
    ImportFormat format,
    ImportMode mode,
    String fileName,
    long sizeBytes,
    Optional<String> sha256,
    Optional<Tolerance> tolerance) {
  /// The largest object of a single PUT (Amazon S3 User Guide, "Uploading objects").
  public static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;
}
