package orderflow.imports.domain;

/// A good row of a file of orders: one line of an order.
public record OrderRow(String reference, String customerId, String sku, long quantity) {}
