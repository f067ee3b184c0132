package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Turns what DynamoDB Local has in a stream into what Lambda gets on AWS: its region, its source
/// and its time, and who deleted an expired item.
final class StreamRecords {
  static final String REGION = "eu-west-1";

  /// DynamoDB Local cuts the time of a record down to the minute.
  private static final Duration CUT = Duration.ofMinutes(1);

  private final TableStream stream;
  private final String table;
  private final Expirations expirations;
  private final InstantSource clock;
  // The store runs on the machine's clock, whatever the platform's says.
  private final InstantSource machine = InstantSource.system();

  StreamRecords(TableStream stream, String table, Expirations expirations, InstantSource clock) {
    this.stream = stream;
    this.table = table;
    this.expirations = expirations;
    this.clock = clock;
  }

  static String awsArn(String localArn) {
    return localArn.replaceFirst(":ddblocal:", ":" + REGION + ":");
  }

  StreamRecord read(ObjectNode found) {
    ObjectNode event = found.put("awsRegion", REGION);
    event.put("eventSourceARN", awsArn(stream.arn()));
    ObjectNode change = event.withObjectProperty("dynamodb");
    EmptyMaps.mend(change.path("NewImage"));
    EmptyMaps.mend(change.path("OldImage"));
    Instant arrived = arrived(change.path("ApproximateCreationDateTime").asLong());
    change.put("ApproximateCreationDateTime", arrived.getEpochSecond());
    if (expirations.contains(table, event)) {
      ObjectNode identity = event.putObject("userIdentity");
      identity.put("type", "Service").put("principalId", "dynamodb.amazonaws.com");
    }
    return StreamRecord.of(event, arrived, stream.partitionKey());
  }

  private Instant arrived(long epochSecond) {
    Instant now = machine.instant();
    Instant latest = Instant.ofEpochSecond(epochSecond).plus(CUT);
    Instant arrived = latest.isBefore(now) ? latest : now;
    return arrived.plus(Duration.between(now, clock.instant()));
  }
}
