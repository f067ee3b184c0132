package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request needs (Amazon S3 User Guide, "Required permissions for Amazon S3 API
/// operations").
class ObjectCallTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /b/k, s3:GetObject, b/k",
    "HEAD, /b/k, s3:GetObject, b/k",
    "GET, /b/k?versionId=1, s3:GetObjectVersion, b/k",
    "GET, /b/k?acl, s3:GetObjectAcl, b/k",
    "GET, /b/k?tagging, s3:GetObjectTagging, b/k",
    "GET, /b/k?attributes, s3:GetObjectAttributes, b/k",
    "GET, /b/k?uploadId=u, s3:ListMultipartUploadParts, b/k",
    "PUT, /b/k, s3:PutObject, b/k",
    "PUT, /b/k?partNumber=1&uploadId=u, s3:PutObject, b/k",
    "PUT, /b/k?acl, s3:PutObjectAcl, b/k",
    "POST, /b/k?uploads, s3:PutObject, b/k",
    "POST, /b/k?uploadId=u, s3:PutObject, b/k",
    "DELETE, /b/k, s3:DeleteObject, b/k",
    "DELETE, /b/k?versionId=1, s3:DeleteObjectVersion, b/k",
    "DELETE, /b/k?uploadId=u, s3:AbortMultipartUpload, b/k",
    "GET, /b?list-type=2, s3:ListBucket, b",
    "GET, /b/?list-type=2, s3:ListBucket, b",
    "HEAD, /b, s3:ListBucket, b",
    "GET, /b?versions, s3:ListBucketVersions, b",
    "GET, /b?uploads, s3:ListBucketMultipartUploads, b",
    "GET, /b?location, s3:GetBucketLocation, b",
    "PUT, /b, s3:CreateBucket, b",
    "PUT, /b?versioning, s3:PutBucketVersioning, b",
    "DELETE, /b, s3:DeleteBucket, b",
    "DELETE, /b?policy, s3:DeleteBucketPolicy, b",
    "GET, /, s3:ListAllMyBuckets, *",
  })
  void action_and_resource(String method, String target, String action, String resource) {
    Access access = call(method, target).accesses().getFirst();

    assertThat(access.action()).isEqualTo(action);
    assertThat(access.resource()).isEqualTo("arn:aws:s3:::" + resource);
  }

  @Test
  void the_key_of_a_resource_is_decoded() {
    Access access = call("GET", "/b/in/a%20b%2B%C3%BC%25+c").accesses().getFirst();

    assertThat(access.resource()).isEqualTo("arn:aws:s3:::b/in/a b+ü%+c");
  }

  @Test
  void a_listing_has_its_prefix_or_the_empty_one() {
    assertThat(call("GET", "/b?list-type=2&prefix=in%2Fa+b").accesses().getFirst().context())
        .containsEntry("s3:prefix", List.of("in/a b"));
    assertThat(call("GET", "/b").accesses().getFirst().context())
        .containsEntry("s3:prefix", List.of(""));
  }

  @Test
  void a_copy_reads_its_source_too() {
    assertThat(copy("from/a%20b+c")).isEqualTo("s3:GetObject arn:aws:s3:::from/a b+c");
    assertThat(copy("/from/a?versionId=1")).isEqualTo("s3:GetObjectVersion arn:aws:s3:::from/a");
  }

  private static String copy(String source) {
    List<Access> accesses =
        ObjectCall.of("PUT", URI.create("/b/k"), Optional.of(source)).accesses();
    assertThat(accesses).hasSize(2);
    return accesses.getLast().action() + " " + accesses.getLast().resource();
  }

  private static ObjectCall call(String method, String target) {
    return ObjectCall.of(method, URI.create(target), Optional.empty());
  }
}
