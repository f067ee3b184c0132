package orderflow.orders.domain;

import orderflow.model.Money;

/// What may be changed of a product.
public record ProductValues(String name, Money price, boolean active) {}
