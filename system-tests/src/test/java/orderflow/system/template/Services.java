package orderflow.system.template;

import java.util.List;

/// The modules whose packages hold functions.
final class Services {
  private Services() {}

  static List<String> modules() {
    return List.of("auth-service", "orders-service", "s3-ingest-service", "scheduled-jobs");
  }
}
