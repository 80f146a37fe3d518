package org.neurite.core.registry;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Looks for modules that have a component but forget to provide it: a module's {@code
 * META-INF/services} count for nothing.
 *
 * @param kind what is looked for
 */
record ModulePath(ComponentKind kind) {
  private static final String API = "org.neurite.api";
  private static final Pattern PATHS = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** The module that names a component without providing its service. */
  Optional<Problem> unprovided(String name) {
    if (name.indexOf(':') < 0) {
      return Optional.empty();
    }
    return modules().stream()
        .filter(module -> needsApi(module.descriptor()))
        .flatMap(module -> provider(module, name).map(type -> problem(module, type, name)).stream())
        .findFirst();
  }

  private static Set<ModuleReference> modules() {
    Set<ModuleReference> modules = new LinkedHashSet<>();
    PATHS
        .splitAsStream(System.getProperty("jdk.module.path", ""))
        .filter(entry -> !entry.isEmpty())
        .forEach(entry -> modules.addAll(ModuleFinder.of(Path.of(entry)).findAll()));
    ModuleLayer.boot().configuration().modules().forEach(m -> modules.add(m.reference()));
    return modules;
  }

  private static boolean needsApi(ModuleDescriptor module) {
    return module.requires().stream().anyMatch(requires -> requires.name().equals(API))
        && !module.name().startsWith("org.neurite.");
  }

  private Set<String> provided(ModuleDescriptor module) {
    return module.provides().stream()
        .filter(provides -> provides.service().equals(kind.provider().getName()))
        .flatMap(provides -> provides.providers().stream())
        .collect(Collectors.toSet());
  }

  /**
   * A class file of the module that names component and service, and that the module does not
   * provide; nothing is loaded.
   */
  private Optional<String> provider(ModuleReference module, String name) {
    String service = kind.provider().getName().replace('.', '/');
    Set<String> provided = provided(module.descriptor());
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      for (String file : files.filter(f -> f.endsWith(".class")).toList()) {
        String type = file.replace('/', '.').replaceFirst("\\.class$", "");
        String bytes = text(reader, file);
        if (!provided.contains(type) && bytes.contains(service) && bytes.contains(name)) {
          return Optional.of(type);
        }
      }
    } catch (IOException e) {
      // Only the message is poorer without it.
    }
    return Optional.empty();
  }

  private static String text(ModuleReader reader, String file) throws IOException {
    try (var in = reader.open(file).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Problem problem(ModuleReference module, String type, String name) {
    return Problem.of(ErrorCode.UNPROVIDED_COMPONENT)
        .at("module " + module.descriptor().name())
        .expected("a module-info that provides '" + name + "'")
        .found(
            "%s, which no 'provides' mentions (a module's META-INF/services are not read), at %s"
                .formatted(type, module.location().map(Object::toString).orElse("no place")))
        .mend(
            provided(module.descriptor()).isEmpty()
                ? "write 'provides %s with %s;'".formatted(kind.provider().getName(), type)
                : "add %s to its 'provides %s with ...'"
                    .formatted(type, kind.provider().getName()));
  }
}
