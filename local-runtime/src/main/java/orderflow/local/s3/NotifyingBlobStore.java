package orderflow.local.s3;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/// A store of objects that tells what happens to them.
final class NotifyingBlobStore extends ForwardingBlobStore {
  /// S3Proxy's own notes on multipart uploads, which no client sees.
  private static final String NOTES = ".s3proxy-mpu-stub-";

  private final ObjectEvents events;

  NotifyingBlobStore(BlobStore store, ObjectEvents events) {
    super(store);
    this.events = events;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    if (request.key().startsWith(NOTES)) {
      return super.putBlob(request, body);
    }
    return events.change(
        ObjectEvent.Kind.PUT,
        request.bucket(),
        request.key(),
        () -> super.putBlob(request, body),
        put ->
            created(
                ObjectEvent.Kind.PUT,
                request.bucket(),
                request.key(),
                put.eTag(),
                put.versionId()));
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return events.change(
        ObjectEvent.Kind.COPY,
        request.destinationBucket(),
        request.destinationKey(),
        () -> super.copyBlob(request),
        copy ->
            created(
                ObjectEvent.Kind.COPY,
                request.destinationBucket(),
                request.destinationKey(),
                copy.copyObjectResult() == null ? null : copy.copyObjectResult().eTag(),
                copy.versionId()));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return events.change(
        ObjectEvent.Kind.COMPLETE_MULTIPART_UPLOAD,
        upload.containerName(),
        upload.blobName(),
        () -> super.completeMultipartUpload(upload, request),
        completed ->
            created(
                ObjectEvent.Kind.COMPLETE_MULTIPART_UPLOAD,
                upload.containerName(),
                upload.blobName(),
                completed.eTag(),
                completed.versionId()));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    if (request.key().startsWith(NOTES)) {
      return super.removeBlob(request);
    }
    return events.change(
        ObjectEvent.Kind.DELETE,
        request.bucket(),
        request.key(),
        () -> super.removeBlob(request),
        removed -> removal(request, removed));
  }

  /// One by one, so that each key has its own note and event.
  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : request.delete().objects()) {
      try {
        deleted.add(remove(request.bucket(), object));
      } catch (AwsServiceException e) {
        errors.add(error(object, e));
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  private DeletedObject remove(String bucket, ObjectIdentifier object) {
    DeleteObjectResponse removed =
        removeBlob(
            DeleteObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .versionId(object.versionId())
                .build());
    boolean marked = Boolean.TRUE.equals(removed.deleteMarker());
    return DeletedObject.builder()
        .key(object.key())
        .versionId(object.versionId())
        .deleteMarker(removed.deleteMarker())
        .deleteMarkerVersionId(marked ? removed.versionId() : null)
        .build();
  }

  private static S3Error error(ObjectIdentifier object, AwsServiceException cause) {
    return S3Error.builder()
        .key(object.key())
        .versionId(object.versionId())
        .code(cause.awsErrorDetails().errorCode())
        .message(cause.awsErrorDetails().errorMessage())
        .build();
  }

  private ObjectEvents.Outcome created(
      ObjectEvent.Kind kind,
      String bucket,
      String key,
      @Nullable String etag,
      @Nullable String versionId) {
    Optional<HeadObjectResponse> head = ObjectEvents.head(delegate(), bucket, key);
    return new ObjectEvents.Outcome(
        kind,
        head.map(object -> OptionalLong.of(object.contentLength())).orElse(OptionalLong.empty()),
        Optional.ofNullable(etag)
            .or(() -> head.map(HeadObjectResponse::eTag))
            .map(ObjectEvents::unquoted),
        Optional.ofNullable(versionId));
  }

  private static ObjectEvents.Outcome removal(
      DeleteObjectRequest request, DeleteObjectResponse removed) {
    boolean marked = request.versionId() == null && Boolean.TRUE.equals(removed.deleteMarker());
    return ObjectEvents.Outcome.removed(
        marked ? ObjectEvent.Kind.DELETE_MARKER_CREATED : ObjectEvent.Kind.DELETE,
        Optional.ofNullable(removed.versionId()));
  }
}
