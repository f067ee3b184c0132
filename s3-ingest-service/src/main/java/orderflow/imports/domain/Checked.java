package orderflow.imports.domain;

import java.util.List;

/// A row against the rules: what it says, or everything that is wrong with it.
public sealed interface Checked<T> {

  record Good<T>(T value) implements Checked<T> {}

  record Bad<T>(List<CellFault> faults) implements Checked<T> {
    public Bad {
      faults = List.copyOf(faults);
    }
  }
}
