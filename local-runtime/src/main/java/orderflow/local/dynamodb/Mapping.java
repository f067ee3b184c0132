package orderflow.local.dynamodb;

import java.io.IOException;

/// What the shards of one event source mapping share.
record Mapping(
    MappingTarget target,
    TableStream stream,
    StreamRecords records,
    RecordFilter filter,
    Checkpoints checkpoints) {

  /// @throws IOException if there is no such stream
  /// @throws IllegalArgumentException if a filter pattern is none
  static Mapping of(
      orderflow.local.template.StreamTrigger trigger,
      StreamSettings settings,
      StoreApi api,
      Expirations expirations)
      throws IOException, InterruptedException {
    TableStream stream = TableStream.of(api, trigger.table());
    String function = settings.functionName(trigger.function());
    MappingTarget target = new MappingTarget(trigger, function, StreamRecords.awsArn(stream.arn()));
    return new Mapping(
        target,
        stream,
        new StreamRecords(stream, trigger.table(), expirations, settings.clock()),
        new RecordFilter(trigger.filterPatterns()),
        Checkpoints.open(settings.checkpoints(), target.uuid(), stream.arn()));
  }
}
