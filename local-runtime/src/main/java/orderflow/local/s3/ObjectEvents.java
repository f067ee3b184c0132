package orderflow.local.s3;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Tells the events of changes, so that none is lost and a key's events keep the store's order: a
/// change is noted before it begins and its note deleted when the event was taken. An event that
/// nobody took fails the caller's request, and is told again at the next start.
final class ObjectEvents {
  private final KeyLocks locks = new KeyLocks();
  private final Intents intents;
  private final Sequencer sequencer;
  private final InstantSource clock;
  private final Consumer<ObjectEvent> taker;

  /// What the store says of a change.
  ///
  /// @param versionId of the new version or the delete marker
  record Outcome(
      ObjectEvent.Kind kind, OptionalLong size, Optional<String> etag, Optional<String> versionId) {

    static Outcome removed(ObjectEvent.Kind kind, Optional<String> versionId) {
      return new Outcome(kind, OptionalLong.empty(), Optional.empty(), versionId);
    }
  }

  ObjectEvents(Intents intents, InstantSource clock, Consumer<ObjectEvent> taker) {
    this.intents = intents;
    this.sequencer = new Sequencer(clock);
    this.clock = clock;
    this.taker = taker;
  }

  /// Carries out a change of one key and tells its event.
  <T> T change(
      ObjectEvent.Kind kind,
      String bucket,
      String key,
      Supplier<T> change,
      Function<T, Outcome> outcome) {
    return locks.with(
        bucket,
        key,
        () -> {
          Intents.Intent intent =
              new Intents.Intent(kind, bucket, key, sequencer.next(), clock.instant());
          intents.begin(intent);
          T result = carryOut(intent, change);
          tell(intent, outcome.apply(result));
          return result;
        });
  }

  /// Tells what the last run of the platform may not have told.
  ///
  /// @return how many events
  int recover(BlobStore store) throws IOException {
    int told = 0;
    for (Intents.Intent intent : intents.open()) {
      Optional<Outcome> outcome = found(store, intent);
      if (outcome.isPresent()) {
        tell(intent, outcome.get());
        told++;
      } else {
        intents.end(intent);
      }
    }
    return told;
  }

  private <T> T carryOut(Intents.Intent intent, Supplier<T> change) {
    boolean done = false;
    try {
      T result = change.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        intents.end(intent);
      }
    }
  }

  private void tell(Intents.Intent intent, Outcome outcome) {
    taker.accept(
        new ObjectEvent(
            outcome.kind(),
            intent.bucket(),
            intent.key(),
            outcome.size(),
            outcome.etag(),
            outcome.versionId(),
            sequencer.next(),
            clock.instant()));
    intents.end(intent);
  }

  /// Whether the change was carried out, as far as the store tells: an object that is there and
  /// newer than the note, or one that is gone.
  private static Optional<Outcome> found(BlobStore store, Intents.Intent intent) {
    Optional<HeadObjectResponse> head = head(store, intent.bucket(), intent.key());
    if (!intent.kind().isCreation()) {
      return head.isPresent()
          ? Optional.empty()
          : Optional.of(Outcome.removed(intent.kind(), Optional.empty()));
    }
    Instant begun = intent.time().truncatedTo(ChronoUnit.SECONDS);
    return head.filter(object -> !object.lastModified().isBefore(begun))
        .map(object ->
            new Outcome(
                intent.kind(),
                OptionalLong.of(object.contentLength()),
                Optional.ofNullable(object.eTag()).map(ObjectEvents::unquoted),
                Optional.ofNullable(object.versionId())));
  }

  static Optional<HeadObjectResponse> head(BlobStore store, String bucket, String key) {
    return Optional.ofNullable(
        store.blobMetadataIfPresent(HeadObjectRequest.builder().bucket(bucket).key(key).build()));
  }

  static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
