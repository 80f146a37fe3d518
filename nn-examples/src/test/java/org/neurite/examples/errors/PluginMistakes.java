package org.neurite.examples.errors;

import static org.neurite.api.ErrorCode.BROKEN_PROVIDER;
import static org.neurite.api.ErrorCode.CLOSED_RECORD;
import static org.neurite.api.ErrorCode.DUPLICATE_COMPONENT;
import static org.neurite.api.ErrorCode.HIDDEN_COMPONENT;
import static org.neurite.api.ErrorCode.LOST_SERVICE_FILE;
import static org.neurite.api.ErrorCode.MISSING_SERVICE;
import static org.neurite.api.ErrorCode.NEWER_API;
import static org.neurite.api.ErrorCode.PLUGIN_FAILED;
import static org.neurite.api.ErrorCode.UNPROVIDED_COMPONENT;
import static org.neurite.api.ErrorCode.UNSUPPORTED_SETTING;

import com.acme.ScaleShift;
import com.acme.ScaleShiftProvider;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;
import org.neurite.api.component.Service;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Model;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.examples.plugins.Jar;

/** Mistakes with plugins: their names, jars, class loaders and modules. */
final class PluginMistakes {
  private static final String MODULE_PATH = "jdk.module.path";

  static final List<Mistake> ALL =
      List.of(
          new Mistake(DUPLICATE_COMPONENT, folder -> read("acme:scale-shift", shift(), other())),
          new Mistake(BROKEN_PROVIDER, folder -> withoutVendor()),
          new Mistake(NEWER_API, folder -> read("acme:future", new FutureProvider())),
          new Mistake(UNSUPPORTED_SETTING, folder -> read("acme:timed", new TimedProvider())),
          new Mistake(CLOSED_RECORD, PluginMistakes::closed),
          new Mistake(HIDDEN_COMPONENT, PluginMistakes::hidden),
          new Mistake(UNPROVIDED_COMPONENT, PluginMistakes::unprovided),
          new Mistake(LOST_SERVICE_FILE, PluginMistakes::lost),
          new Mistake(MISSING_SERVICE, folder -> read("acme:clocked", new ClockedProvider())),
          new Mistake(PLUGIN_FAILED, PluginMistakes::failing));

  private PluginMistakes() {}

  private record Other() implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  private record Timed(java.time.Instant since) implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  private record Clocked(@Service Clock clock) implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  @Provides(name = "acme:scale-shift", type = Other.class)
  private static final class OtherProvider implements LayerProvider {}

  @Provides(name = "scale-shift", type = Other.class)
  private static final class BareProvider implements LayerProvider {}

  @Provides(name = "acme:future", type = Other.class, apiVersion = 2)
  private static final class FutureProvider implements LayerProvider {}

  @Provides(name = "acme:timed", type = Timed.class)
  private static final class TimedProvider implements LayerProvider {}

  @Provides(name = "acme:clocked", type = Clocked.class)
  private static final class ClockedProvider implements LayerProvider {}

  private static LayerProvider shift() {
    return new ScaleShiftProvider();
  }

  private static LayerProvider other() {
    return new OtherProvider();
  }

  private static void read(String name, LayerProvider... providers) {
    read(ComponentRegistry.discover(List.of(), List.of(providers)), name);
  }

  private static void read(ComponentRegistry registry, String name) {
    new ComponentCodec(registry).parse(Layer.class, name);
  }

  /** A broken provider is reported, and takes nobody else down. */
  private static void withoutVendor() {
    ComponentRegistry registry =
        ComponentRegistry.discover(List.of(), List.of(new BareProvider(), shift()));
    read(registry, "acme:scale-shift");
    throw new ComponentException(registry.problems().get(0));
  }

  private static void hidden(Path folder) throws IOException {
    Path jar = new Jar(folder, "acme").layer("Scale", "acme:scale").build();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ComponentRegistry registry = ComponentRegistry.discover();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      read(registry, "acme:scale");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void lost(Path folder) throws IOException {
    Path jar =
        new Jar(folder, "acme")
            .layer("acme", "Scale", "@Provides(name = \"acme:scale\", type = Scale.class)", "")
            .build();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      read(ComponentRegistry.discover(List.of(loader), List.of()), "acme:scale");
    }
  }

  /** A layer that throws what it likes. */
  private static void failing(Path folder) throws IOException {
    Path jar =
        new Jar(folder, "acme")
            .layer("Fragile", "acme:fragile")
            .source(
                "acme/Fragile.java",
                "package acme; import org.neurite.api.component.*; import org.neurite.api.graph.*;"
                    + " public record Fragile() implements Layer { public Tensor"
                    + " apply(LayerContext c, Tensor x) { throw new"
                    + " IllegalStateException(\"no licence\"); } }")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      ComponentRegistry registry = ComponentRegistry.discover(List.of(loader), List.of());
      Layer fragile = new ComponentCodec(registry).parse(Layer.class, "acme:fragile");
      new Model("houses", TensorType.float32(Shape.of(1)), List.of(fragile));
    }
  }

  private static Path module(Path folder, String directives) {
    return new Jar(folder, "acme")
        .layer("acme", "Scale", "@Provides(name = \"acme:scale\", type = Scale.class)", "")
        .source("module-info.java", "module acme { " + directives + " }")
        .compiledWith("--add-reads", "acme=ALL-UNNAMED")
        .build();
  }

  /** A module that neither exports nor opens its package. */
  private static void closed(Path folder) throws ReflectiveOperationException {
    Configuration modules =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(module(folder, "")), ModuleFinder.of(), Set.of("acme"));
    ClassLoader ours = ScaleShift.class.getClassLoader();
    ModuleLayer.Controller controller =
        ModuleLayer.defineModulesWithOneLoader(modules, List.of(ModuleLayer.boot()), ours);
    Module acme = controller.layer().findModule("acme").orElseThrow();
    controller.addReads(acme, ours.getUnnamedModule());
    Class<? extends Layer> scale =
        acme.getClassLoader().loadClass("acme.Scale").asSubclass(Layer.class);
    read(
        "acme:scale",
        new LayerProvider() {
          @Override
          public String name() {
            return "acme:scale";
          }

          @Override
          public Class<? extends Layer> type() {
            return scale;
          }
        });
  }

  /** A module that relies on its META-INF/services. */
  private static void unprovided(Path folder) {
    Path jar =
        new Jar(folder, "acme")
            .layer("Scale", "acme:scale")
            .source("module-info.java", "module acme { requires org.neurite.api; opens acme; }")
            .compiledWith("--module-path", Jar.api())
            .build();
    String before = System.getProperty(MODULE_PATH, "");
    System.setProperty(MODULE_PATH, jar.toString());
    try {
      read(ComponentRegistry.builtIn(), "acme:scale");
    } finally {
      System.setProperty(MODULE_PATH, before);
    }
  }
}
