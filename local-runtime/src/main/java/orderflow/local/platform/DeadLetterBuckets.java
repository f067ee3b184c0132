package orderflow.local.platform;

import java.io.IOException;
import java.util.Optional;
import orderflow.local.lambda.DeadLetterSink;
import orderflow.local.s3.S3Server;

/// The on-failure buckets. The queue and the streams are made before S3 runs; until then nothing is
/// written and the caller tries again.
final class DeadLetterBuckets implements DeadLetterSink {
  private volatile Optional<S3Server> s3 = Optional.empty();

  void open(S3Server server) {
    s3 = Optional.of(server);
  }

  @Override
  public void put(String bucket, String key, byte[] json) throws IOException {
    s3.orElseThrow(() -> new IOException("S3 has not started")).put(bucket, key, json);
  }
}
