package orderflow.imports.application;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderflow.imports.domain.Position;
import orderflow.imports.domain.Unit;
import orderflow.kit.json.Json;

/// Units that are under way at the same time; between two windows stands a checkpoint. A window
/// never has two units of one subject, so units of one subject are carried out in the order of the
/// file although batches run side by side.
final class Window {
  private final String importId;
  private final int maxItems;
  private final List<Unit> units = new ArrayList<>();
  private final List<Json> items = new ArrayList<>();
  private final Set<String> subjects = new HashSet<>();
  private int badRows;

  /// An empty window.
  ///
  /// @param maxItems how many units may be sent, and how many rows may be bad
  Window(String importId, int maxItems) {
    this.importId = importId;
    this.maxItems = maxItems;
  }

  /// Takes a unit if there is room for it.
  boolean take(Unit unit) {
    boolean full = items.size() >= maxItems || badRows >= maxItems;
    Optional<Json> item = Commands.item(importId, unit);
    if (full || (item.isPresent() && !subjects.add(Commands.subject(unit)))) {
      return false;
    }
    units.add(unit);
    badRows += item.isEmpty() ? unit.rows().size() : 0;
    item.ifPresent(items::add);
    return true;
  }

  /// All units, good and bad, in the order of the file.
  List<Unit> units() {
    return units;
  }

  /// Items of the good ones, in the same order.
  List<Json> items() {
    return items;
  }

  /// The boundary after the last unit.
  Position after() {
    return units.getLast().after();
  }
}
