package orderflow.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The values a field may have.
final class Values {
  private final CronField field;
  private final BitSet bits;

  private Values(CronField field, BitSet bits) {
    this.field = field;
    this.bits = bits;
  }

  /// From a value to another in steps, over the end of the field if the first is the greater.
  static Values steps(CronField field, int from, int to, int step) {
    int size = field.max() - field.min() + 1;
    int last = to < from ? to + size : to;
    BitSet bits = new BitSet();
    for (int value = from; value <= last; value += step) {
      bits.set(value > field.max() ? value - size : value);
    }
    return new Values(field, bits);
  }

  static Values all(CronField field) {
    return steps(field, field.min(), field.max(), 1);
  }

  Values and(Values more) {
    BitSet union = (BitSet) bits.clone();
    union.or(more.bits);
    return new Values(field, union);
  }

  boolean has(int value) {
    return value >= 0 && bits.get(value);
  }

  /// The smallest value that is at least this one; more than the field's greatest when there is
  /// none.
  int atLeast(int value) {
    int next = bits.nextSetBit(value);
    return next < 0 ? field.max() + 1 : next;
  }

  IntStream stream() {
    return bits.stream();
  }

  List<Integer> list() {
    return stream().boxed().toList();
  }

  int size() {
    return bits.cardinality();
  }

  boolean isAll() {
    return size() == field.max() - field.min() + 1;
  }
}
