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
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrows between modules point one way only, and no package depends on itself through another. */
class ModuleArrowsTest {
  private static final JavaClasses NEURITE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.neurite");

  /** Every module: its root package, and what it may use besides the JDK. */
  enum Module {
    API("org.neurite.api..", List.of()),
    REFERENCE("org.neurite.reference..", List.of(API.packages)),
    BACKEND_JVM("org.neurite.backend.jvm..", List.of(API.packages, "jdk.incubator.vector..")),
    CORE(
        "org.neurite.core..",
        List.of(
            API.packages,
            "com.google.inject..",
            "jakarta.inject..",
            "org.slf4j..",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..")),
    DATA(
        "org.neurite.data..",
        List.of(API.packages, CORE.packages, "de.siegmar.fastcsv..", "org.slf4j..")),
    TESTKIT(
        "org.neurite.testkit..",
        List.of(
            API.packages,
            CORE.packages,
            REFERENCE.packages,
            "org.junit.jupiter..",
            "org.opentest4j..",
            "tools.jackson..")),
    CLI(
        "org.neurite.cli..",
        List.of(
            API.packages,
            CORE.packages,
            BACKEND_JVM.packages,
            DATA.packages,
            "picocli..",
            "me.tongfei.progressbar..",
            "org.slf4j..",
            "tools.jackson..")),
    EXAMPLES(
        "org.neurite.examples..",
        List.of(
            API.packages,
            CORE.packages,
            BACKEND_JVM.packages,
            DATA.packages,
            CLI.packages,
            "org.knowm.xchart.."));

    final String packages;
    final List<String> allowed;

    Module(String packages, List<String> others) {
      this.packages = packages;
      this.allowed =
          Stream.concat(
                  Stream.of(packages, "java..", "javax..", "org.jspecify.."), others.stream())
              .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Module.class)
  void usesOnlyWhatItsModuleMay(Module module) {
    classes()
        .that()
        .resideInAPackage(module.packages)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(module.allowed.toArray(String[]::new)))
        .allowEmptyShould(true)
        .check(NEURITE);
  }

  @Test
  void everyClassBelongsToAModule() {
    String[] modules = Stream.of(Module.values()).map(m -> m.packages).toArray(String[]::new);
    classes().should().resideInAnyPackage(modules).check(NEURITE);
    assertThat(NEURITE).isNotEmpty();
  }

  @Test
  void onlyTheNd4jBackendSeesNd4j() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage("org.neurite.backend.nd4j..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
        .check(NEURITE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.neurite.(**)").should().beFreeOfCycles().check(NEURITE);
  }
}
