package orderflow.orders.domain;

/// A product and the pieces of it that can be ordered now.
public record StockedProduct(Product product, long available) {}
