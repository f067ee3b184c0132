package orderflow.imports.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import orderflow.imports.domain.Import;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Presigned uploads (Amazon S3 User Guide, "Uploading objects with presigned URLs"). Length and
/// checksum are signed: S3 takes exactly the file that was announced.
public final class Uploads {
  /// How long an upload may be begun. One that has begun is not cut off.
  public static final Duration LIFETIME = Duration.ofHours(1);

  private final S3Presigner presigner;
  private final String bucket;

  public Uploads(S3Presigner presigner, String bucket) {
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /// What a client needs to upload.
  ///
  /// @param headers it must send as they are, by lower-case name
  public record Upload(String url, Map<String, String> headers, Instant expiresAt) {
    public Upload {
      headers = Map.copyOf(headers);
    }
  }

  /// The upload of an announced import's file. Nothing is called.
  public Upload of(Import announced, Instant now) {
    PresignedPutObjectRequest signed =
        presigner.presignPutObject(presign ->
            presign
                .signatureDuration(LIFETIME)
                .putObjectRequest(put -> {
                  put.bucket(bucket)
                      .key(key(announced))
                      .contentLength(announced.settings().sizeBytes());
                  announced.settings().sha256().map(Uploads::base64).ifPresent(put::checksumSHA256);
                }));
    return new Upload(signed.url().toString(), headers(signed), now.plus(LIFETIME));
  }

  /// Where the file of an announced import goes.
  public static String key(Import announced) {
    return "incoming/%s/%s".formatted(announced.settings().kind().wire(), announced.id());
  }

  private static Map<String, String> headers(PresignedPutObjectRequest signed) {
    Map<String, String> headers = new LinkedHashMap<>();
    signed
        .signedHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    headers.remove("host");
    return headers;
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
