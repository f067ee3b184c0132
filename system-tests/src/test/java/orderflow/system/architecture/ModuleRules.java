package orderflow.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// Modules among each other, and what holds for every class.
final class ModuleRules {
  private ModuleRules() {}

  /// One package tree knows nothing of others.
  static ArchRule independent(String packages, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  /// One package tree knows the JDK and JSpecify, and nothing else.
  static ArchRule standsAlone(String packages) {
    return classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages, "java..", "org.jspecify..");
  }

  /// Packages of a module form no cycle.
  static ArchRule acyclic(String root) {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  /// NullAway looks at marked packages only.
  static ArchRule nullMarked() {
    return classes().should(liveInAMarkedPackage());
  }

  /// A name says what a class does; these say nothing.
  static ArchRule tellingNames() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl");
  }

  private static ArchCondition<JavaClass> liveInAMarkedPackage() {
    return new ArchCondition<>("live in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        String message = type.getName() + " lives in a package that is not @NullMarked";
        events.add(new SimpleConditionEvent(type, marked, message));
      }
    };
  }
}
