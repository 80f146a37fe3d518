package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;

class ComponentRegistryTest {
  @TempDir Path folder;

  private static ComponentRegistry discover(ClassLoader... loaders) {
    return ComponentRegistry.discover(List.of(loaders), List.of());
  }

  private PluginJar jar(String name) throws IOException {
    return new PluginJar(folder.resolve(name));
  }

  @Test
  void knowsBuiltInComponentsByKindAndName() {
    ComponentRegistry registry = ComponentRegistry.builtIn();
    assertThat(registry.type(Layer.class, "dense")).isEqualTo(Dense.class);
    assertThat(registry.type(Activation.class, "relu")).isEqualTo(Relu.class);
    assertThat(registry.nameOf(new Dense(1))).isEqualTo("dense");
    assertThat(registry.entries(ComponentKind.OPTIMIZER))
        .extracting(ComponentEntry::name)
        .contains("adam", "adamw", "sgd")
        .isSorted();
    assertThatThrownBy(() -> registry.type(Layer.class, "relu"))
        .isInstanceOfSatisfying(
            ComponentException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_COMPONENT));
  }

  @Test
  void findsPluginsAndReadsTheirSettings() throws IOException {
    URL jar = jar("one").layer("Scale", "acme:scale").build();
    try (URLClassLoader loader = PluginJar.loader(jar)) {
      ComponentRegistry registry = discover(loader);
      ComponentCodec codec = new ComponentCodec(registry);

      Layer scale = codec.parse(Layer.class, "acme:scale");

      assertThat(scale.toString()).isEqualTo("Scale[factor=2.0]");
      assertThat(codec.write(scale).toString())
          .isEqualTo("{\"type\":\"acme:scale\",\"factor\":2.0}");
      assertThat(registry.find(ComponentKind.LAYER, "acme:scale", "").source())
          .isEqualTo(jar.toString());
    }
  }

  @Test
  void looksIntoTheThreadsClassLoader() throws IOException {
    URL jar = jar("one").layer("Scale", "acme:scale").build();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = PluginJar.loader(jar)) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(ComponentRegistry.discover().type(Layer.class, "acme:scale").getName())
          .isEqualTo("acme.ScaleProvider$Scale");
      Thread.currentThread().setContextClassLoader(null);
      assertThat(ComponentRegistry.discover().entries(ComponentKind.LAYER)).isNotEmpty();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void oneJarInTwoClassLoadersIsNoConflict() throws IOException {
    URL jar = jar("one").layer("Scale", "acme:scale").build();
    try (URLClassLoader one = PluginJar.loader(jar);
        URLClassLoader two = PluginJar.loader(jar)) {
      ComponentRegistry registry = discover(one, two, one);
      assertThat(registry.type(Layer.class, "acme:scale").getClassLoader()).isSameAs(one);
    }
  }

  @Test
  void brokenProvidersAreReportedAndHurtNobody() throws IOException {
    String type = "public Class<? extends Layer> type() { return %s.class; }";
    URL jar =
        jar("bad")
            .service("acme.Missing")
            .provider(
                "Throws",
                "public ThrowsProvider() { throw new IllegalStateException(\"no licence\"); }"
                    + " public String name() { return \"acme:throws\"; } "
                    + type.formatted("Throws"))
            .provider(
                "Newer",
                "public String name() { return \"acme:newer\"; } public int apiVersion()"
                    + " { return 99; } "
                    + type.formatted("Newer"))
            .provider("Bare", "public String name() { return \"bare\"; } " + type.formatted("Bare"))
            .provider("NoName", "public String name() { return null; } " + type.formatted("NoName"))
            .provider(
                "NoRecord",
                "public String name() { return \"acme:no-record\"; } public Class<? extends Layer>"
                    + " type() { return Layer.class; }")
            .layer("Healthy", "acme:healthy")
            .build();
    try (URLClassLoader loader = PluginJar.loader(jar)) {
      ComponentRegistry registry = discover(loader);

      assertThat(registry.type(Layer.class, "acme:healthy").getSimpleName()).isEqualTo("Healthy");
      List<String> problems = registry.problems().stream().map(Problem::message).toList();
      assertThat(problems).hasSize(6).allMatch(m -> m.matches("NN-120[67] at .*"));
      assertThat(problems).anyMatch(m -> m.contains("acme.Missing"));
      assertThat(problems).anyMatch(m -> m.contains("IllegalStateException: no licence"));
      assertThat(problems)
          .anyMatch(m -> m.contains("to need API version 1 or older, found version 99"));
      assertThat(problems)
          .anyMatch(m -> m.contains("a name vendor:name of a-z, 0-9 and '-', found 'bare'"));
      assertThat(problems).anyMatch(m -> m.contains("a record that implements"));
      assertThat(problems).anyMatch(m -> m.contains("acme.NewerProvider in " + jar));
      assertThatThrownBy(() -> registry.type(Layer.class, "acme:newest-thing"))
          .hasMessageContaining("not loaded: ")
          .hasMessageContaining("acme.NewerProvider in ");
    }
  }

  @Test
  void aFaultyServiceFileIsReportedWithItsJar() throws IOException {
    URL jar = jar("bad").service("acme.Missing").build();
    try (URLClassLoader loader = PluginJar.loader(jar)) {
      assertThat(discover(loader).problems())
          .singleElement()
          .extracting(Problem::where)
          .asString()
          .contains("bad.jar");
    }
  }

  @Test
  void anUnreadableServiceFileHurtsOnlyItsOwnJar() throws IOException {
    URL bad = jar("bad").service("not a class name").build();
    URL good = jar("good").layer("Healthy", "acme:healthy").build();
    try (URLClassLoader loader = PluginJar.loader(bad, good)) {
      ComponentRegistry registry = discover(loader);

      assertThat(registry.type(Layer.class, "acme:healthy").getSimpleName()).isEqualTo("Healthy");
      assertThat(registry.problems().get(0).found()).contains("bad.jar", "Illegal");
    }
  }
}
