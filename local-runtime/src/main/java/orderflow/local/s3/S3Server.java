package orderflow.local.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orderflow.local.store.AccessRules;
import orderflow.local.store.ObjectFault;
import orderflow.local.store.ObjectGateway;
import orderflow.local.store.StoreFaults;
import orderflow.local.template.Bucket;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/// S3 on a loopback port: S3Proxy behind a gateway that knows the calling function. Key and secret
/// are `local`; signatures, their expiry, lengths and checksums are checked.
///
/// Every change of an object is told before its caller is answered, whoever the caller is. Keys `a`
/// and `a/b` cannot both exist in a folder.
public final class S3Server implements AutoCloseable {
  private static final String KEY = "local";

  private final NotifyingBlobStore store;
  private final ObjectEvents events;
  private final S3Proxy proxy;
  private final ObjectGateway gateway;

  /// How a server is set up.
  ///
  /// @param folder where objects outlive the process; empty keeps them in memory
  /// @param buckets created when they are not there
  /// @param port 0 for a free one
  public record Settings(
      Optional<Path> folder, Collection<Bucket> buckets, InstantSource clock, int port) {}

  private S3Server(
      NotifyingBlobStore store, ObjectEvents events, S3Proxy proxy, ObjectGateway gateway) {
    this.store = store;
    this.events = events;
    this.proxy = proxy;
    this.gateway = gateway;
  }

  /// Starts a server.
  ///
  /// @param taker gets every event on the thread of the change, which waits for it; when it throws,
  ///   the caller is answered with an error and the event is told again by [#recover] of the next
  ///   start
  /// @throws IOException if the port is in use or the folder cannot be written
  public static S3Server start(Settings settings, AccessRules rules, Consumer<ObjectEvent> taker)
      throws IOException {
    Optional<Path> folder = settings.folder().map(Path::toAbsolutePath).map(Path::normalize);
    ObjectEvents events =
        new ObjectEvents(
            new Intents(folder.map(parent -> parent.resolve("changes"))), settings.clock(), taker);
    NotifyingBlobStore store = new NotifyingBlobStore(objects(folder), events);
    for (Bucket bucket : settings.buckets()) {
      if (!store.containerExists(bucket.name())) {
        store.createContainer(bucket.name());
      }
    }
    S3Proxy proxy = proxy(store);
    try {
      URI upstream = URI.create("http://127.0.0.1:" + proxy.getPort());
      return new S3Server(
          store, events, proxy, new ObjectGateway(upstream, rules, settings.port()));
    } catch (IOException e) {
      stop(proxy);
      throw e;
    }
  }

  private static BlobStore objects(Optional<Path> folder) throws IOException {
    if (folder.isEmpty()) {
      return new TransientNio2BlobStore();
    }
    Path objects = Files.createDirectories(folder.get().resolve("objects"));
    return new FilesystemNio2BlobStore(objects.toString());
  }

  private static S3Proxy proxy(BlobStore store) throws IOException {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, KEY)
            // It counts the session token of a signed request as unknown.
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
      return proxy;
    } catch (Exception e) {
      throw new IOException("S3 did not start: " + e.getMessage(), e);
    }
  }

  /// Tells the events that the last run of the platform may not have told. To be called once the
  /// functions can be invoked.
  ///
  /// @return how many
  public int recover() throws IOException {
    return events.recover(store);
  }

  /// `http://127.0.0.1:PORT`: with an address instead of a name, SDKs use path style.
  public URI url() {
    return URI.create(gateway.url());
  }

  /// What tests plant before S3, and the count of its calls.
  public StoreFaults<ObjectFault> faults() {
    return gateway.faults();
  }

  /// Puts an object; its event is told.
  public void put(String bucket, String key, byte[] bytes) throws IOException {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentLength((long) bytes.length)
            .build();
    store.putBlob(request, new ByteArrayInputStream(bytes));
  }

  /// Keys with a prefix, in order.
  public List<String> list(String bucket, String prefix) {
    List<String> keys = new ArrayList<>();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).maxKeys(1000).build();
    ListObjectsV2Response page = store.list(request);
    page.contents().stream().map(S3Object::key).forEach(keys::add);
    while (Boolean.TRUE.equals(page.isTruncated())) {
      String token = page.nextContinuationToken();
      page = store.list(request.toBuilder().continuationToken(token).build());
      page.contents().stream().map(S3Object::key).forEach(keys::add);
    }
    return keys;
  }

  /// The bytes of an object; empty when it is not there.
  public Optional<byte[]> read(String bucket, String key) throws IOException {
    if (!store.blobExists(bucket, key)) {
      return Optional.empty();
    }
    GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(key).build();
    try (ResponseInputStream<GetObjectResponse> body = store.getBlob(request)) {
      return Optional.of(((InputStream) body).readAllBytes());
    }
  }

  /// Deletes an object; its event is told. One that is not there is no failure.
  public void delete(String bucket, String key) {
    store.removeBlob(DeleteObjectRequest.builder().bucket(bucket).key(key).build());
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    stop(proxy);
  }

  private static void stop(S3Proxy proxy) throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("S3 did not stop: " + e.getMessage(), e);
    }
  }
}
