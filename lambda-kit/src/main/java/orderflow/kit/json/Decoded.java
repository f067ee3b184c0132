package orderflow.kit.json;

import java.util.List;

/// What decoding gave: the value, or everything that is wrong with the input at once.
public sealed interface Decoded<T> {

  record Valid<T>(T value) implements Decoded<T> {}

  /// Everything that is wrong.
  ///
  /// @param faults at least one, in the order of the input's members
  record Invalid<T>(List<Fault> faults) implements Decoded<T> {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
