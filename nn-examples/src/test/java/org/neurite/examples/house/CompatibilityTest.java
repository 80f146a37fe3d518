package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.API;

/**
 * What nn-api promises, as docs/compatibility.md says: every exported type has a status, and what
 * was there stays there. The committed list is written by {@code -Dapi.write=true}; a line that
 * goes from it breaks somebody's plugin.
 */
class CompatibilityTest {
  private static final JavaClasses API_CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.neurite.api");

  private static Path list() {
    return Repository.root().resolve("nn-api/signatures.txt");
  }

  @Test
  void everyExportedTypeHasAStatus() {
    List<String> without =
        API_CLASSES.stream()
            .filter(
                type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.isAnnotatedWith(API.class))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertThat(without).as("exported types without @API").isEmpty();
    assertThat(API_CLASSES.stream().filter(type -> type.isAnnotatedWith(API.class)))
        .hasSizeGreaterThan(60);
  }

  @Test
  void signaturesAreThoseOfTheList() throws IOException {
    List<String> found =
        ApiSignatures.of(
            API_CLASSES.stream()
                .filter(CompatibilityTest::isVisible)
                .<Class<?>>map(JavaClass::reflect)
                .toList());
    if (Boolean.getBoolean("api.write")) {
      Files.write(list(), found);
    }
    assertThat(found)
        .as("nn-api/signatures.txt: what plugins were compiled against; -Dapi.write=true writes it")
        .isEqualTo(Repository.lines(list()));
  }

  /** Public itself, and inside public types only. */
  private static boolean isVisible(JavaClass type) {
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && !type.getSimpleName().equals("package-info")
        && (type.getModifiers().contains(JavaModifier.PUBLIC)
            || type.getModifiers().contains(JavaModifier.PROTECTED))
        && type.getEnclosingClass().map(CompatibilityTest::isVisible).orElse(true);
  }
}
