package org.neurite.examples.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows between modules point one way only, and no package depends on itself through another. */
class ModuleArrowsTest {
  private static final String TEST_CLASSES = "/test-classes/";
  private static final JavaClasses NEURITE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains(TEST_CLASSES))
          .importPackages("org.neurite");

  private static final String API = "org.neurite.api..";
  private static final String REFERENCE = "org.neurite.reference..";
  private static final String BACKEND_JVM = "org.neurite.backend.jvm..";
  private static final String BACKEND_ND4J = "org.neurite.backend.nd4j..";
  private static final String CORE = "org.neurite.core..";
  private static final String DATA = "org.neurite.data..";
  private static final String MICROMETER = "org.neurite.micrometer..";
  private static final String TESTKIT = "org.neurite.testkit..";
  private static final String CLI = "org.neurite.cli..";
  private static final String EXAMPLES = "org.neurite.examples..";
  private static final String FASTCSV = "de.siegmar.fastcsv..";
  private static final String JACKSON = "tools.jackson..";
  private static final String METERS = "io.micrometer.core..";
  private static final String SLF4J = "org.slf4j..";

  /** Every module: its root package, and what it may use besides itself and the JDK. */
  static Stream<Arguments> modules() {
    return Stream.of(
        module(API),
        module(REFERENCE, API),
        module(BACKEND_JVM, API, "jdk.incubator.vector..", "org.objectweb.asm.."),
        module(BACKEND_ND4J, API, BACKEND_JVM, "org.nd4j..", "org.bytedeco.."),
        module(CORE, API, "com.google.inject..", "jakarta.inject..", "jdk.jfr..", JACKSON, SLF4J),
        module(DATA, API, CORE, FASTCSV, JACKSON, SLF4J),
        module(MICROMETER, API, CORE, METERS),
        module(TESTKIT, API, CORE, REFERENCE, "org.junit.jupiter..", "org.opentest4j..", JACKSON),
        module(
            CLI,
            API,
            CORE,
            BACKEND_JVM,
            DATA,
            TESTKIT,
            "picocli..",
            "me.tongfei.progressbar..",
            FASTCSV,
            JACKSON,
            SLF4J),
        module(
            EXAMPLES,
            API,
            CORE,
            BACKEND_JVM,
            DATA,
            CLI,
            MICROMETER,
            "org.knowm.xchart..",
            "com.google.inject..",
            "com.sun.net.httpserver..",
            "jakarta.inject..",
            JACKSON,
            METERS,
            SLF4J));
  }

  private static Arguments module(String packages, String... others) {
    Stream<String> always = Stream.of(packages, "java..", "javax..", "org.jspecify..");
    return Arguments.of(packages, Stream.concat(always, Stream.of(others)).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void usesOnlyWhatItsModuleMay(String packages, String[] allowed) {
    classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .allowEmptyShould(true)
        .check(NEURITE);
  }

  @Test
  void everyClassBelongsToAModule() {
    String[] modules = modules().map(module -> (String) module.get()[0]).toArray(String[]::new);
    classes().should().resideInAnyPackage(modules).check(NEURITE);
    assertThat(NEURITE).isNotEmpty();
  }

  @Test
  void onlyTheNd4jBackendSeesNd4j() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage(BACKEND_ND4J)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
        .check(NEURITE);
  }

  /** So that one of ND4J's builds can take the place of the other. */
  @ParameterizedTest
  @CsvSource({
    "HostDevice, org.nd4j.linalg.cpu..",
    "HostDevice, org.nd4j.presets..",
    "HostDevice, org.bytedeco.openblas..",
    "Cuda, org.nd4j.linalg.jcublas.."
  })
  void oneClassSeesWhatIsForOneDeviceOnly(String one, String packages) {
    noClasses()
        .that()
        .resideInAPackage(BACKEND_ND4J)
        .and()
        .haveNameNotMatching(".*\\." + one + "(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages)
        .check(NEURITE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.neurite.(**)").should().beFreeOfCycles().check(NEURITE);
  }
}
