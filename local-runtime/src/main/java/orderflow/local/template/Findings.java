package orderflow.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects findings while a template is read. A report is kept once for each construct, at its
/// first position; refusals are all kept. Used by one thread.
final class Findings {
  private final List<Finding> all = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();

  void refuse(SourcePosition at, String what, String why) {
    all.add(new Finding(Finding.Severity.REFUSED, at, what, why));
  }

  void report(SourcePosition at, String what, String why) {
    if (reported.add(what)) {
      all.add(new Finding(Finding.Severity.REPORTED, at, what, why));
    }
  }

  /// Runs the reading of one part; a refusal inside it becomes a finding.
  void guard(Runnable part) {
    try {
      part.run();
    } catch (Refusal refusal) {
      Finding finding = refusal.finding();
      if (!all.contains(finding)) {
        all.add(finding);
      }
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
