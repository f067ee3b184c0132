package orderflow.kit.id;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes ids: a prefix and 26 Crockford base-32 characters of 48 bits of milliseconds followed by
/// 80 random bits, so that ids of one prefix sort by creation time.
///
/// There is no counter within a millisecond on purpose: a SnapStart snapshot would repeat it in
/// every environment restored from it.
public final class Ids {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// A fresh id.
  ///
  /// @param prefix with its separator, for instance `ord_`
  public String next(String prefix) {
    long high = (clock.millis() << 16) | random.nextInt(1 << 16);
    return prefix + encode(high, random.nextLong());
  }

  /// The smallest id of a millisecond: a bound for ranges of creation time.
  public static String lowest(String prefix, long epochMilli) {
    return prefix + encode(epochMilli << 16, 0);
  }

  /// Whether the text is an id of this prefix.
  public static boolean isId(String prefix, String text) {
    return text.length() == prefix.length() + LENGTH
        && text.startsWith(prefix)
        && text.charAt(prefix.length()) <= '7'
        && text.chars().skip(prefix.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /// 128 bits in 26 characters of 5 bits: the first character carries the top three bits only.
  private static String encode(long high, long low) {
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high = high >>> 5;
    }
    return new String(text);
  }
}
