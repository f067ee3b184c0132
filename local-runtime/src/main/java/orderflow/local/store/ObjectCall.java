package orderflow.local.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One S3 request in path style: bucket, key and what IAM asks for (Amazon S3 User Guide, "Required
/// permissions for Amazon S3 API operations").
///
/// @param bucket empty for a request on the service
/// @param key empty for a request on a bucket
/// @param query decoded parameters; without a value they are the empty text
record ObjectCall(
    String method, String bucket, String key, Map<String, String> query, Optional<String> source) {

  private static final String ARN = "arn:aws:s3:::";

  /// Subresources of a bucket, with what its actions call them.
  private static final Map<String, String> BUCKET_PARTS =
      Map.of(
          "acl", "BucketAcl",
          "cors", "BucketCORS",
          "encryption", "EncryptionConfiguration",
          "lifecycle", "LifecycleConfiguration",
          "location", "BucketLocation",
          "notification", "BucketNotification",
          "policy", "BucketPolicy",
          "versioning", "BucketVersioning");

  /// @param source the header `x-amz-copy-source`: `bucket/key`, percent-encoded
  static ObjectCall of(String method, URI uri, Optional<String> source) {
    String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
    int slash = path.indexOf('/');
    return new ObjectCall(
        method,
        slash < 0 ? path : path.substring(0, slash),
        slash < 0 ? "" : path.substring(slash + 1),
        query(Optional.ofNullable(uri.getRawQuery()).orElse("")),
        source);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : raw.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// Whether the keys stand in the body (`DeleteObjects`).
  boolean isBatchDelete() {
    return method.equals("POST") && key.isEmpty() && query.containsKey("delete");
  }

  boolean readsObject() {
    return !key.isEmpty() && action().startsWith("GetObject");
  }

  /// The accesses of anything but a batch delete.
  List<Access> accesses() {
    List<Access> accesses = new ArrayList<>();
    accesses.add(new Access("s3:" + action(), resource(), context()));
    if (method.equals("PUT")) {
      source.map(ObjectCall::sourceRead).ifPresent(accesses::add);
    }
    return accesses;
  }

  /// Listing the bucket decides whether a missing object may be told from a forbidden one (Amazon
  /// S3 API reference, "GetObject": 404 with `s3:ListBucket`, else 403).
  Access listing() {
    return new Access("s3:ListBucket", ARN + bucket, Map.of("s3:prefix", List.of(key)));
  }

  Access deletion(String deleted) {
    return Access.of("s3:DeleteObject", ARN + bucket + "/" + deleted);
  }

  /// `bucket/key`, `bucket` or nothing, for faults.
  List<String> resources() {
    return List.of(resource().substring(ARN.length()));
  }

  /// The action without `s3:`.
  String action() {
    if (bucket.isEmpty()) {
      return "ListAllMyBuckets";
    }
    return key.isEmpty() ? bucketAction() : objectAction();
  }

  private String bucketAction() {
    Optional<String> part =
        query.keySet().stream()
            .filter(BUCKET_PARTS::containsKey)
            .map(BUCKET_PARTS::get)
            .findFirst();
    return switch (method) {
      case "GET" -> part.map("Get"::concat).orElseGet(this::list);
      case "HEAD" -> "ListBucket";
      case "PUT" -> part.map("Put"::concat).orElse("CreateBucket");
      case "POST" -> isBatchDelete() ? "DeleteObject" : "PutObject";
      default -> part.map("Delete"::concat).orElse("DeleteBucket");
    };
  }

  private String list() {
    if (query.containsKey("versions")) {
      return "ListBucketVersions";
    }
    return query.containsKey("uploads") ? "ListBucketMultipartUploads" : "ListBucket";
  }

  private String objectAction() {
    return switch (method) {
      case "GET", "HEAD" -> query.containsKey("uploadId") ? "ListMultipartUploadParts" : read();
      case "DELETE" -> query.containsKey("uploadId") ? "AbortMultipartUpload" : deletion();
      default -> "PutObject" + subresource();
    };
  }

  private String read() {
    return "GetObject" + (query.containsKey("versionId") ? "Version" : "") + subresource();
  }

  private String deletion() {
    return "DeleteObject" + (query.containsKey("versionId") ? "Version" : "") + subresource();
  }

  private String subresource() {
    if (query.containsKey("acl")) {
      return "Acl";
    }
    if (query.containsKey("tagging")) {
      return "Tagging";
    }
    return query.containsKey("attributes") ? "Attributes" : "";
  }

  private String resource() {
    if (bucket.isEmpty()) {
      return ARN + "*";
    }
    return key.isEmpty() ? ARN + bucket : ARN + bucket + "/" + key;
  }

  /// A listing without a prefix has the empty one.
  private Map<String, List<String>> context() {
    return action().startsWith("ListBucket")
        ? Map.of("s3:prefix", List.of(query.getOrDefault("prefix", "")))
        : Map.of();
  }

  private static Access sourceRead(String source) {
    String object = decoded(source.replace("+", "%2B")).replaceFirst("^/", "");
    int version = object.indexOf("?versionId=");
    return version < 0
        ? Access.of("s3:GetObject", ARN + object)
        : Access.of("s3:GetObjectVersion", ARN + object.substring(0, version));
  }
}
