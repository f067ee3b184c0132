package orderflow.benchmarks;

/// How well one number tells two samples apart: the probability that one of the first is smaller
/// than one of the second, ties counted half (Mann and Whitney 1947). 0.5 tells nothing.
final class RankAuc {

  private RankAuc() {}

  static double of(long[] first, long[] second) {
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException("both samples must have a value");
    }
    long halves = 0;
    for (long one : first) {
      for (long other : second) {
        halves += Integer.signum(Long.compare(other, one)) + 1;
      }
    }
    return halves / 2.0 / first.length / second.length;
  }
}
