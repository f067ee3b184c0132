package orderflow.orders.domain;

import java.util.Optional;

/// Where an order goes.
///
/// @param country ISO 3166-1 alpha-2
public record Address(
    String name,
    String line1,
    Optional<String> line2,
    String postalCode,
    String city,
    String country) {}
