package orderflow.imports.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import orderflow.imports.domain.ImportSettings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every key of the table. A shard is the CRC-32 of the id, which no release may change.
final class Keys {
  static final String IMPORT = "IMPORT";
  static final String CHECKPOINT = "CHECKPOINT";
  private static final int ACTIVE_SHARDS = 4;

  private Keys() {}

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  static String partition(String importId) {
    return "IMPORT#" + importId;
  }

  static Map<String, AttributeValue> file(String importId) {
    return key(partition(importId), IMPORT);
  }

  static Map<String, AttributeValue> checkpoint(String importId) {
    return key(partition(importId), CHECKPOINT);
  }

  static Map<String, AttributeValue> object(String bucket, String key) {
    return key("OBJECT#" + sha256(bucket + "/" + key), "LATEST");
  }

  static Map<String, AttributeValue> content(String sha256, ImportSettings settings) {
    return key(
        "CONTENT#%s#%s#%s".formatted(sha256, settings.kind().wire(), settings.mode().wire()),
        "FIRST");
  }

  static String faults(String importId) {
    return "IMPORTERRORS#" + importId;
  }

  static String fault(long row, int number) {
    return "%012d#%03d".formatted(row, number);
  }

  static String month(YearMonth month) {
    return "IMPORTS#" + month;
  }

  static YearMonth monthOf(Instant instant) {
    return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
  }

  static String active(String importId) {
    CRC32 hash = new CRC32();
    hash.update(importId.getBytes(UTF_8));
    return "ACTIVE#" + hash.getValue() % ACTIVE_SHARDS;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
