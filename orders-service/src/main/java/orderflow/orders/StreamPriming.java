package orderflow.orders;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.OutputStream;
import java.util.List;
import orderflow.kit.events.EventSerializer;
import orderflow.orders.domain.Contribution;
import orderflow.orders.dynamodb.ChangeRecord;

/// Loads what the first batch needs while the function starts: one record read, understood and
/// counted, and an answer written. Nothing is called or kept.
final class StreamPriming {
  private static final String BATCH =
      """
      {"Records":[{"eventID":"1","eventName":"INSERT","eventVersion":"1.1",
       "eventSource":"aws:dynamodb","awsRegion":"eu-west-1","eventSourceARN":"arn",
       "dynamodb":{"ApproximateCreationDateTime":1,"SequenceNumber":"1","SizeBytes":1,
       "StreamViewType":"NEW_AND_OLD_IMAGES",
       "Keys":{"pk":{"S":"ORDER#ord_1"},"sk":{"S":"EVENT#0000000001"}},
       "NewImage":{"pk":{"S":"ORDER#ord_1"},"sk":{"S":"EVENT#0000000001"},
        "id":{"S":"evt_1"},"type":{"S":"order.placed"},"version":{"N":"1"},
        "orderId":{"S":"ord_1"},"customerId":{"S":"usr_1"},"sequence":{"N":"1"},
        "occurredAt":{"N":"1"},"requestId":{"S":"priming"},
        "actor":{"M":{"type":{"S":"customer"},"id":{"S":"usr_1"}}},
        "data":{"M":{"total":{"M":{"amount":{"N":"1"},"currency":{"S":"EUR"}}},
         "lines":{"L":[{"M":{"sku":{"S":"A"},"name":{"S":"A"},"quantity":{"N":"1"},
          "unitPrice":{"M":{"amount":{"N":"1"},"currency":{"S":"EUR"}}}}}]}}}}}}]}
      """;

  private StreamPriming() {}

  static void codec() {
    EventSerializer serializer = new EventSerializer();
    DynamodbEvent batch = serializer.fromJson(BATCH, DynamodbEvent.class);
    switch (ChangeRecord.of(batch.getRecords().getFirst())) {
      case ChangeRecord.Event(var event) -> Contribution.of(event);
      case ChangeRecord.Unrelated _ -> throw new IllegalStateException("the sample is no event");
      case ChangeRecord.Malformed(String detail) ->
          throw new IllegalStateException("the sample is malformed: " + detail);
    }
    serializer.toJson(
        new StreamsEventResponse(List.of()),
        OutputStream.nullOutputStream(),
        StreamsEventResponse.class);
  }
}
