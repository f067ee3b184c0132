package orderflow.system.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What breaks a rule, one line each. A rule whose subject is empty breaks too, so that a renamed
/// package cannot leave a rule without work.
final class Violations {
  private Violations() {}

  static List<String> of(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
