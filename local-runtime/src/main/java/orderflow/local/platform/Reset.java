package orderflow.local.platform;

import java.io.IOException;
import java.net.URI;
import orderflow.local.dynamodb.Tables;
import orderflow.local.template.Bucket;

/// Empties tables and buckets, puts the clock right and seeds anew, while the platform runs. Events
/// under way still end: their functions find an empty store.
final class Reset implements ControlHandler {
  private final Platform platform;
  private final URI upstream;

  Reset(Platform platform, URI upstream) {
    this.platform = platform;
    this.upstream = upstream;
  }

  @Override
  public Answer answer(Request request) throws IOException {
    platform.clock().reset();
    long items = Tables.empty(upstream, platform.template().tables().values());
    int objects = 0;
    for (Bucket bucket : platform.template().buckets().values()) {
      for (String key : platform.objects().list(bucket.name(), "")) {
        platform.objects().delete(bucket.name(), key);
        objects++;
      }
    }
    try {
      Seed.run(platform.template(), platform.functions());
    } catch (StartRefusedException e) {
      return Answer.message(500, String.valueOf(e.getMessage()));
    }
    return Answer.message(200, items + " items and " + objects + " objects deleted; seeded anew");
  }
}
