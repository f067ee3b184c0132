package orderflow.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.util.List;
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

  /// What the layers of a service are called: packages, by layer, from the bottom up.
  private static final List<String> DOMAIN = List.of("domain", "password", "token", "csv");

  private static final List<String> STORES = List.of("dynamodb", "s3", "ses");

  /// One for each way in; `work` is what jobs do when the engine in `application` calls them.
  private static final List<String> EDGES =
      List.of("http", "commands", "stream", "authorizer", "files", "work");

  /// Each layer knows those below it, each class belongs to one, and no edge knows another: what
  /// two triggers share is a use case. What an account's password or token is, and what a CSV file
  /// holds, belongs to the domain.
  static ArchRule layers(String root) {
    Architectures.LayeredArchitecture layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("domain")
            .definedBy(packages(root, DOMAIN))
            .layer("stores")
            .definedBy(packages(root, STORES))
            .layer("application")
            .definedBy(root + ".application..")
            .layer("root")
            .definedBy(root)
            .whereLayer("domain")
            .mayNotAccessAnyLayer()
            .whereLayer("stores")
            .mayOnlyAccessLayers("domain")
            .whereLayer("application")
            .mayOnlyAccessLayers("domain", "stores");
    for (String edge : EDGES) {
      layers =
          layers
              .layer(edge)
              .definedBy(root + "." + edge + "..")
              .whereLayer(edge)
              .mayOnlyAccessLayers("domain", "stores", "application");
    }
    return layers.ensureAllClassesAreContainedInArchitecture();
  }

  private static String[] packages(String root, List<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
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

  /// Only the package for objects speaks to S3; the root builds the clients.
  static ArchRule onlyStoresSeeObjects(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root, root + ".s3..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.s3..");
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
