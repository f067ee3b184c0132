package orderflow.system.architecture.planted.http;

/// Does something, says its name.
final class StockManager {
  private StockManager() {}
}
