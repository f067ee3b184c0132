package orderflow.local.store;

import java.util.List;
import java.util.Map;

/// One access to a resource, as IAM sees it.
///
/// @param action with its service, such as `s3:GetObject`
/// @param resource the ARN
/// @param context values of condition keys, such as `s3:prefix`; a key that the request does not
///   have is absent
public record Access(String action, String resource, Map<String, List<String>> context) {

  public Access {
    context = Map.copyOf(context);
  }

  /// An access without condition keys.
  public static Access of(String action, String resource) {
    return new Access(action, resource, Map.of());
  }
}
