package org.neurite.examples.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no library code does; {@code docs/security.md} builds on it. */
class ForbiddenCallsTest {
  private static final JavaClasses NEURITE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.neurite");

  /** All that applications run; examples and the test kit are not. */
  private static final DescribedPredicate<JavaClass> LIBRARY =
      DescribedPredicate.not(resideInAnyPackage("org.neurite.examples..", "org.neurite.testkit.."));

  private static DescribedPredicate<JavaCall<?>> call(String owner, Set<String> names) {
    return DescribedPredicate.describe(
        owner + "." + names,
        call ->
            call.getTargetOwner().isAssignableTo(owner)
                && names.contains(call.getTarget().getName()));
  }

  @Test
  void nothingIsDeserialized() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(ObjectInput|ObjectOutput|Externalizable).*|java\\.beans\\.XML.*"
                + "|java\\.rmi\\..*|javax\\.naming\\..*|javax\\.script\\..*")
        .check(NEURITE);
  }

  /**
   * Jackson reads trees and records that the code names; a type in a text would be a class name.
   */
  @Test
  void noTextNamesTheTypeOfAnObject() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson.databind.jsontype..")
        .check(NEURITE);
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "activateDefaultTyping",
                call -> call.getTarget().getName().contains("DefaultTyping")))
        .check(NEURITE);
  }

  /**
   * Classes come from {@code ServiceLoader} and from who calls, never from a name in a model file.
   * {@code NameSearch} loads providers that service files of the class path name, as a service
   * loader does, but one instead of all.
   */
  @Test
  void noClassIsLoadedByName() {
    noClasses()
        .that(DescribedPredicate.not(simpleName("NameSearch")))
        .should()
        .callMethodWhere(call("java.lang.Class", Set.of("forName")))
        .orShould()
        .callMethodWhere(
            call("java.lang.ClassLoader", Set.of("loadClass", "findClass", "defineClass")))
        .orShould()
        .callMethodWhere(
            call("java.lang.invoke.MethodHandles$Lookup", Set.of("findClass", "defineClass")))
        .check(NEURITE);
  }

  /** The backend alone makes classes, of loops that it writes itself. */
  @Test
  void onlyTheBackendDefinesClasses() {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage("org.neurite.backend.jvm.loop..")))
        .should()
        .callMethodWhere(call("java.lang.invoke.MethodHandles$Lookup", Set.of("defineHiddenClass")))
        .check(NEURITE);
  }

  @Test
  void nothingOpensAConnection() {
    noClasses()
        .that(LIBRARY)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\..*Socket.*|java\\.net\\.http\\..*|java\\.net\\.Http.*|javax\\.net\\..*"
                + "|java\\.net\\.InetAddress|java\\.nio\\.channels\\..*(Socket|Datagram).*"
                + "|com\\.sun\\.net\\..*")
        .check(NEURITE);
  }

  /** The address of a resource on the class path is opened only where service files are read. */
  @Test
  void onlyServiceFilesAreOpenedByAddress() {
    noClasses()
        .that(
            LIBRARY
                .and(DescribedPredicate.not(simpleName("ServiceFiles")))
                .and(DescribedPredicate.not(simpleName("ProviderFiles"))))
        .should()
        .callMethodWhere(call("java.net.URL", Set.of("openConnection", "openStream", "getContent")))
        .check(NEURITE);
  }

  @Test
  void noProcessIsStarted() {
    noClasses()
        .that(LIBRARY.and(DescribedPredicate.not(resideInAnyPackage("org.neurite.benchmarks.."))))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(ProcessBuilder|Process)")
        .orShould()
        .callMethodWhere(call("java.lang.Runtime", Set.of("exec")))
        .check(NEURITE);
  }

  /** One file is written where the system keeps such: the log of a fault of the command itself. */
  @Test
  void noTemporaryFileIsMade() {
    noClasses()
        .that(LIBRARY.and(DescribedPredicate.not(simpleName("Failures"))))
        .should()
        .callMethodWhere(
            call("java.nio.file.Files", Set.of("createTempFile", "createTempDirectory")))
        .orShould()
        .callMethodWhere(call("java.io.File", Set.of("createTempFile", "deleteOnExit")))
        .check(NEURITE);
  }
}
