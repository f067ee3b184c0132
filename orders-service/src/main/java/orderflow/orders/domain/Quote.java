package orderflow.orders.domain;

import java.util.List;
import java.util.Set;
import orderflow.model.Money;

/// What a basket costs, or why it cannot be ordered.
public sealed interface Quote {

  /// The basket at today's prices.
  record Priced(List<OrderLine> lines, Money total) implements Quote {
    public Priced {
      lines = List.copyOf(lines);
    }
  }

  /// Products that do not exist.
  record UnknownProducts(List<String> skus) implements Quote {
    public UnknownProducts {
      skus = List.copyOf(skus);
    }
  }

  /// Products that are not for sale.
  record InactiveProducts(List<String> skus) implements Quote {
    public InactiveProducts {
      skus = List.copyOf(skus);
    }
  }

  /// The products are priced in more than one currency.
  record MixedCurrencies(Set<String> currencies) implements Quote {
    public MixedCurrencies {
      currencies = Set.copyOf(currencies);
    }
  }

  /// The total is larger than [Pricing#MAX_TOTAL].
  record TooLarge() implements Quote {}
}
