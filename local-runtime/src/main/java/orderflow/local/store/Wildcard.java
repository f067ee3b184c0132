package orderflow.local.store;

/// IAM's patterns: `*` stands for any characters, `?` for one (IAM User Guide, "Using wildcards in
/// resource ARNs").
final class Wildcard {
  private Wildcard() {}

  static boolean matches(String pattern, String value) {
    int p = 0;
    int v = 0;
    int star = -1;
    int resume = 0;
    while (v < value.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = v;
      } else if (p < pattern.length() && isSame(pattern.charAt(p), value.charAt(v))) {
        p++;
        v++;
      } else if (star >= 0) {
        p = star + 1;
        v = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(left -> left == '*');
  }

  private static boolean isSame(char pattern, char value) {
    return pattern == '?' || pattern == value;
  }
}
