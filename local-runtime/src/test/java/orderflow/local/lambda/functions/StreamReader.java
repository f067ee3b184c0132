package orderflow.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;

/// Takes stream records and cannot bear one: the item with the partition key `bad`. With `REPORTS`
/// in its environment it reports that record, else it fails.
public final class StreamReader
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    for (Object found : (List<?>) event.getOrDefault("Records", List.of())) {
      Map<?, ?> change = member(found, "dynamodb");
      String key = String.valueOf(member(member(change, "Keys"), "pk").get("S"));
      System.out.println("took " + key);
      if (key.equals("bad")) {
        return refuse(String.valueOf(change.get("SequenceNumber")));
      }
    }
    return Map.of("batchItemFailures", List.of());
  }

  private static Map<String, Object> refuse(String sequence) {
    if (System.getenv("REPORTS") == null) {
      throw new IllegalStateException("the record " + sequence + " is bad");
    }
    return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", sequence)));
  }

  private static Map<?, ?> member(Object node, String name) {
    return node instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> found
        ? found
        : Map.of();
  }
}
