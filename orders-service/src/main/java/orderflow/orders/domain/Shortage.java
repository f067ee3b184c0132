package orderflow.orders.domain;

/// A product of which less is left than was asked for.
///
/// @param sku the product
/// @param requested pieces asked for
/// @param available pieces left
public record Shortage(String sku, long requested, long available) {}
