package orderflow.model;

/// An amount of one currency in its minor unit (cents for EUR), so that no sum is ever rounded.
///
/// Arithmetic throws `ArithmeticException` on overflow and `IllegalArgumentException` when
/// currencies differ: both are decisions the caller has to make before it adds.
///
/// @param amount minor units; negative amounts are legal (a difference), the callers limit them
/// @param currency ISO 4217 alphabetic code, three capital letters
public record Money(long amount, String currency) {

  public Money {
    if (!isCurrency(currency)) {
      throw new IllegalArgumentException(
          "currency must be three capital letters (ISO 4217), found '" + currency + "'");
    }
  }

  /// Whether the text has the form of an ISO 4217 alphabetic code.
  public static boolean isCurrency(String text) {
    return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
  }

  public Money times(long factor) {
    return new Money(Math.multiplyExact(amount, factor), currency);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "cannot mix currencies " + currency + " and " + other.currency);
    }
    return other;
  }
}
