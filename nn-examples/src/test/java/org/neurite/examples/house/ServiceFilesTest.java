package org.neurite.examples.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On the class path providers are found by META-INF/services, on the module path by module-info:
 * both must say the same.
 */
class ServiceFilesTest {
  private static final String SERVICES = "META-INF/services/";

  static List<ModuleReference> modules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(".*[/\\\\](nn-[^/\\\\]*\\.jar|classes)"))
        .flatMap(entry -> ModuleFinder.of(Path.of(entry)).findAll().stream())
        .filter(module -> !module.descriptor().isAutomatic())
        .filter(module -> module.descriptor().name().startsWith("org.neurite."))
        .toList();
  }

  @Test
  void seesTheModules() {
    assertThat(modules())
        .extracting(module -> module.descriptor().name())
        .contains(
            "org.neurite.api", "org.neurite.core", "org.neurite.backend.jvm", "org.neurite.cli");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void serviceFilesAgreeWithModuleInfo(ModuleReference module) throws IOException {
    assertThat(inServiceFiles(module))
        .as(
            "META-INF/services of %s, against `provides` of its module-info",
            module.descriptor().name())
        .isEqualTo(inModuleInfo(module));
  }

  private static Map<String, List<String>> inModuleInfo(ModuleReference module) {
    return module.descriptor().provides().stream()
        .collect(
            Collectors.toMap(
                Provides::service,
                p -> p.providers().stream().sorted().toList(),
                (a, b) -> a,
                TreeMap::new));
  }

  private static Map<String, List<String>> inServiceFiles(ModuleReference module)
      throws IOException {
    Map<String, List<String>> services = new TreeMap<>();
    try (ModuleReader reader = module.open()) {
      List<String> files = reader.list().filter(name -> name.matches(SERVICES + "[^/]+")).toList();
      for (String file : files) {
        services.put(file.substring(SERVICES.length()), providers(reader, file));
      }
    }
    return services;
  }

  private static List<String> providers(ModuleReader reader, String file) throws IOException {
    try (InputStream in = reader.open(file).orElseThrow()) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .sorted()
          .toList();
    }
  }
}
