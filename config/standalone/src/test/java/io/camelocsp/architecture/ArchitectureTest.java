package io.camelocsp.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.camelocsp.routes.OcspRoutes;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** Holds what {@code docs/architecture.md} says. */
@AnalyzeClasses(packages = "io.camelocsp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.camelocsp.";

  @ArchTest
  static final ArchRule layersPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy(ROOT + "standalone..")
          .layer("client")
          .definedBy(ROOT + "client..")
          .layer("routes")
          .definedBy(
              ROOT + "routes..",
              ROOT + "http..",
              ROOT + "fetch..",
              ROOT + "config..",
              ROOT + "administration..",
              ROOT + "operations..")
          .layer("processors")
          .definedBy(ROOT + "processors..")
          .layer("core")
          .definedBy(
              ROOT + "der..",
              ROOT + "message..",
              ROOT + "certificate..",
              ROOT + "clock..",
              ROOT + "revocation..",
              ROOT + "issuance..",
              ROOT + "signing..",
              ROOT + "billing..",
              ROOT + "source..",
              ROOT + "metrics..",
              ROOT + "workflow..")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("routes")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("processors")
          .mayOnlyBeAccessedByLayers("routes", "config")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("processors", "routes", "client", "config");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.camelocsp.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreKnowsNeitherCamelNorNetty =
      noClasses()
          .that(resideInCore())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "io.netty..");

  @ArchTest
  static final ArchRule onlyTheHttpEdgeKnowsNetty =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  /** So that any command line can use it, and an OSGi container. */
  @ArchTest
  static final ArchRule theClientKnowsOnlyCoreAndBouncyCastle =
      classes()
          .that()
          .resideInAPackage(ROOT + "client..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.security.auth.x500..",
              ROOT + "client..",
              ROOT + "message..",
              ROOT + "certificate..",
              "org.bouncycastle..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule derKnowsNobody =
      classes()
          .that()
          .resideInAPackage(ROOT + "der..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "der..", "org.jspecify..");

  @ArchTest
  static final ArchRule theClockKnowsNobody =
      classes()
          .that()
          .resideInAPackage(ROOT + "clock..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "clock..", "org.jspecify..", "org.slf4j..");

  @ArchTest
  static final ArchRule messageKnowsOnlyDer =
      classes()
          .that()
          .resideInAPackage(ROOT + "message..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "der..", ROOT + "message..", "org.jspecify..");

  @ArchTest
  static final ArchRule listsKnowNeitherSignersNorBilling =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "revocation..", ROOT + "certificate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "signing..", ROOT + "billing..", ROOT + "issuance..", ROOT + "workflow..");

  @ArchTest
  static final ArchRule signersAndBillingDoNotKnowLists =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "signing..", ROOT + "billing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "revocation..", ROOT + "issuance..", ROOT + "workflow..");

  @ArchTest
  static final ArchRule sourcesKnowNobody =
      classes()
          .that()
          .resideInAPackage(ROOT + "source..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "source..", "org.jspecify..");

  @ArchTest
  static final ArchRule theClockIsHandedIn =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "standalone..", ROOT + "karaf..", ROOT + "testkit..")
          .and()
          // An application adds it with no more than `new`: then the clock is the system's.
          .areNotAssignableTo(OcspRoutes.class)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(InstantSource.class, "system");

  @ArchTest
  static final ArchRule theEnvironmentIsReadAboveTheRoutesOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "standalone..", ROOT + "karaf..", ROOT + "testkit..")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class);

  private static DescribedPredicate<JavaClass> resideInCore() {
    return JavaClass.Predicates.resideInAnyPackage(
        ROOT + "der..",
        ROOT + "message..",
        ROOT + "certificate..",
        ROOT + "clock..",
        ROOT + "revocation..",
        ROOT + "issuance..",
        ROOT + "signing..",
        ROOT + "billing..",
        ROOT + "source..",
        ROOT + "metrics..",
        ROOT + "workflow..");
  }
}
