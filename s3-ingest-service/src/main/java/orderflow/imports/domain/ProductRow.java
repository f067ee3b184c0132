package orderflow.imports.domain;

import java.util.Optional;

/// A good row of a file of products.
///
/// @param amount price of one piece in minor units
/// @param currency ISO 4217
/// @param stock what the product is created with
public record ProductRow(
    String sku, String name, long amount, String currency, Optional<Long> stock, boolean active) {}
