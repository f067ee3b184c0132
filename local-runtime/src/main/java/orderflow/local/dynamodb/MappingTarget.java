package orderflow.local.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import orderflow.local.template.StreamTrigger;

/// The two ends of an event source mapping.
///
/// @param function the function's name
/// @param streamArn as on AWS
record MappingTarget(StreamTrigger trigger, String function, String streamArn) {

  /// The same after every start, so that checkpoints and discarded records can be found.
  String uuid() {
    return uuid(function, trigger.table());
  }

  String functionArn() {
    return "arn:aws:lambda:" + StreamRecords.REGION + ":000000000000:function:" + function;
  }

  static String uuid(String function, String table) {
    String name = function + "/" + table;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
