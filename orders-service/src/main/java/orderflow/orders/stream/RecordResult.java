package orderflow.orders.stream;

/// What became of one record of a batch.
sealed interface RecordResult {

  /// Nothing is left to do: applied, known before, or no business of the views.
  record Done() implements RecordResult {}

  /// Set aside in the quarantine; the batch goes on.
  record Quarantined(String code) implements RecordResult {}

  /// To be delivered again.
  ///
  /// @param code why, a stable word
  record Failed(String code) implements RecordResult {}
}
