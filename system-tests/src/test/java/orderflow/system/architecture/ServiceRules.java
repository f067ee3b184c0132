package orderflow.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// The inside of a service, given its root package.
final class ServiceRules {
  private static final Set<String> AMBIENT =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.currentTimeMillis",
          "java.lang.Math.random",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.util.UUID.randomUUID",
          "java.util.Random.<init>",
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstanceStrong",
          "java.util.concurrent.ThreadLocalRandom.current");

  private ServiceRules() {}

  /// Each layer knows those below it, and each class belongs to one. What an account's password or
  /// token is belongs to the domain; `authorizer` is an edge like `http`.
  static ArchRule layers(String root) {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("domain")
        .definedBy(root + ".domain..", root + ".password..", root + ".token..")
        .layer("dynamodb")
        .definedBy(root + ".dynamodb..")
        .layer("application")
        .definedBy(root + ".application..")
        .layer("edges")
        .definedBy(
            root + ".http..", root + ".commands..", root + ".stream..", root + ".authorizer..")
        .layer("root")
        .definedBy(root)
        .whereLayer("domain")
        .mayNotAccessAnyLayer()
        .whereLayer("dynamodb")
        .mayOnlyAccessLayers("domain")
        .whereLayer("application")
        .mayOnlyAccessLayers("domain", "dynamodb")
        .whereLayer("edges")
        .mayOnlyAccessLayers("domain", "dynamodb", "application")
        .ensureAllClassesAreContainedInArchitecture();
  }

  /// Only the stores speak to DynamoDB; the root builds their client. The authorizer's key reader
  /// has a signer and an HTTP client instead, which its cold start is owed to.
  static ArchRule onlyStoresSeeDynamoDb(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root, root + ".dynamodb..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.dynamodb..");
  }

  /// The domain knows the JDK, the shared model and itself: no SDK, no JSON, no events.
  static ArchRule domainIsPlainJava(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "orderflow.model..",
            "orderflow.kit.id..",
            root + ".domain..");
  }

  /// The domain is told the time.
  static ArchRule domainHasNoClock(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|InstantSource)");
  }

  /// Environment, clock and chance enter at the root and are handed down.
  static ArchRule onlyTheRootReadsItsSurroundings(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root)
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "reads environment, clock or chance", call -> isAmbient(call.getTarget())));
  }

  private static boolean isAmbient(CodeUnitCallTarget target) {
    return AMBIENT.contains(target.getOwner().getName() + "." + target.getName());
  }
}
