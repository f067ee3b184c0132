package orderflow.local.store;

import java.util.List;

/// One call at the store gateway.
///
/// @param number counts the calls since the platform started or [StoreFaults#clear], from 1
/// @param caller the function's name; empty for a caller from outside
/// @param operation such as `TransactWriteItems`
/// @param resources table names, with `/index/NAME` for an index
public record StoreRequest(long number, String caller, String operation, List<String> resources) {

  public StoreRequest {
    resources = List.copyOf(resources);
  }
}
