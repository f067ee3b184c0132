package orderflow.system.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The compiled classes that rules look at.
final class Project {
  static final String PLANTED = "orderflow.system.architecture.planted";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/orderflow/system/"))
          // No rule of ours holds for what a generator writes.
          .withImportOption(location -> !location.contains("/orderflow/client/"))
          .importPackages("orderflow");

  private Project() {}

  /// Main classes of all modules.
  static JavaClasses classes() {
    return ALL;
  }

  /// Main classes below a package.
  static JavaClasses classes(String root) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(root);
  }

  /// The classes that break the rules.
  static JavaClasses planted() {
    return new ClassFileImporter().importPackages(PLANTED);
  }
}
