package orderflow.imports.application;

import java.util.Optional;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.Progress;
import orderflow.imports.domain.RowFault;
import orderflow.imports.dynamodb.ImportLists;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.imports.dynamodb.RowFaultStore;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;

/// Imports and their faults as they are kept.
public final class ReadImports {
  private final ImportStore imports;
  private final ImportLists lists;
  private final RowFaultStore faults;
  private final Chance chance;

  public ReadImports(ImportStore imports, ImportLists lists, RowFaultStore faults, Chance chance) {
    this.imports = imports;
    this.lists = lists;
    this.faults = faults;
    this.chance = chance;
  }

  public Optional<Progress> find(String importId) {
    return Ids.isId(Import.ID_PREFIX, importId) ? imports.find(importId) : Optional.empty();
  }

  /// Newest first.
  public Page<Progress> page(int limit, Optional<String> before) {
    return lists.page(chance.now(), limit, before);
  }

  /// Faults in input order.
  public Page<RowFault> faults(String importId, int limit, Optional<String> after) {
    return faults.page(importId, limit, after);
  }
}
