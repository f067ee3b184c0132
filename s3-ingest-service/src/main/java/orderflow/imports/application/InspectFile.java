package orderflow.imports.application;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import orderflow.imports.csv.Header;
import orderflow.imports.csv.RowReader;
import orderflow.imports.csv.UnitReader;
import orderflow.imports.csv.UnreadableFileException;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.Inspection;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Position;
import orderflow.imports.s3.GzipStream;
import orderflow.imports.s3.UploadedFiles;
import orderflow.kit.time.Deadline;

/// Reads a file once before anything is written: its SHA-256, that it is UTF-8 to its end, that its
/// header is good, and how many rows it has. So a file that cannot be read has no effect at all,
/// content that was imported before is known before its first row is sent, and what is left can
/// always be said. It costs a second reading, which a busy core does with some 40 MB a second.
///
/// The hash cannot be carried over to another invocation: the whole reading must fit into one.
final class InspectFile {
  /// What must be left of an invocation to note what was found.
  private static final Duration NEEDED = Duration.ofSeconds(5);

  private static final int UNITS_BETWEEN_LOOKS = 1024;

  private final UploadedFiles files;

  InspectFile(UploadedFiles files) {
    this.files = files;
  }

  /// What was found.
  ///
  /// @param firstRow the boundary after the header
  record Found(Inspection inspection, Position firstRow) {}

  /// Reads the whole file.
  ///
  /// @throws UnreadableFileException when it can never be imported
  /// @throws IllegalStateException when the time is up: Lambda's retries read the file again, and
  ///   after them its on-failure destination has the event
  Found inspect(Import file, ObjectVersion object, Deadline deadline)
      throws IOException, UnreadableFileException {
    if (object.size() > ImportSettings.MAX_BYTES) {
      throw new UnreadableFileException(
          "file_too_large",
          "the file has %d bytes, at most %d are read"
              .formatted(object.size(), ImportSettings.MAX_BYTES),
          "split it into several files");
    }
    MessageDigest sha256 = sha256();
    try (PushbackInputStream whole =
        new PushbackInputStream(new DigestInputStream(files.open(object, 0), sha256), 2)) {
      boolean isGzip = GzipStream.isGzip(whole);
      RowReader rows =
          RowReader.open(
              isGzip ? GzipStream.of(whole, object.size()) : whole,
              file.settings().kind(),
              file.settings().format());
      Position firstRow = rows.position();
      count(file, rows, deadline);
      // What follows the last member of gzip is no content, but it is of the file.
      whole.transferTo(OutputStream.nullOutputStream());
      String content = HexFormat.of().formatHex(sha256.digest());
      refuseOther(file, content);
      Header header = rows.header();
      return new Found(
          new Inspection(
              content, isGzip, rows.position().row(), header.notation(), header.columns()),
          firstRow);
    }
  }

  private static void count(Import file, RowReader rows, Deadline deadline)
      throws IOException, UnreadableFileException {
    UnitReader units = new UnitReader(rows, file.settings().kind());
    for (long passed = 1; units.skip(); passed++) {
      if (passed % UNITS_BETWEEN_LOOKS == 0) {
        giveUpSlow(file, deadline, rows.position());
      }
    }
  }

  /// S3 checks what it is told to check; a file may have come another way than by the signed URL.
  private static void refuseOther(Import file, String sha256) throws UnreadableFileException {
    if (file.settings().sha256().filter(announced -> !announced.equals(sha256)).isPresent()) {
      throw new UnreadableFileException(
          "checksum_mismatch",
          "the file has the SHA-256 " + sha256 + ", another one was announced",
          "announce a new import and upload the file again");
    }
  }

  /// What is slow today need not be so at the next try: the import stays as it is.
  private static void giveUpSlow(Import file, Deadline deadline, Position position) {
    if (!deadline.allows(NEEDED)) {
      throw new IllegalStateException(
          "the time was up after row %d of the first reading of import %s; a retry reads it again, if none is in time split the file or give the function more time or memory"
              .formatted(position.row(), file.id()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
