package org.neurite.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerProvider;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;

/** What can go wrong with a jar, and what its user is told. */
class PluginFailuresTest {
  private static final String METHODS =
      "public String name() { return \"acme:%1$s\"; }"
          + " public Class<%1$s> type() { return %1$s.class; }";

  @TempDir private Path folder;

  private Jar jar(String name) {
    return new Jar(folder, name);
  }

  private static ComponentRegistry discover(ClassLoader... loaders) {
    return ComponentRegistry.discover(List.of(loaders), List.of());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> asking(
      ComponentRegistry registry, String name, ErrorCode code) {
    return assertThatThrownBy(() -> new ComponentCodec(registry).parse(Layer.class, name))
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aMisspeltNameIsAnsweredWithNearOnesAndWhatIsWhere() throws IOException {
    Path jar = jar("one").layer("Scale", "acme:scale").build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      asking(discover(loader), "acme:scael", ErrorCode.UNKNOWN_COMPONENT)
          .hasMessageContaining("one.jar: acme:scale")
          .hasMessageContaining("built in: activation, ")
          .hasMessageContaining("Write 'acme:scale'");
    }
  }

  @Test
  void twoJarsWithOneNameHurtWhoeverUsesItAndNobodyElse() throws IOException {
    Path one = jar("one").layer("Scale", "acme:scale").layer("Fine", "acme:fine").build();
    Path two = jar("two").layer("Other", "acme:scale").build();
    try (URLClassLoader loader = Jar.loader(one, two)) {
      ComponentRegistry registry = discover(loader);
      asking(registry, "acme:scale", ErrorCode.DUPLICATE_COMPONENT)
          .hasMessageContaining("acme.Scale in file:")
          .hasMessageContaining("one.jar and acme.Other in ")
          .hasMessageContaining("two.jar. Remove one of the two");
      assertThat(registry.type(Layer.class, "acme:fine").getSimpleName()).isEqualTo("Fine");
    }
  }

  private Jar aliased(String jar, String type, String name, String... aliases) {
    String list = "{\"" + String.join("\", \"", aliases) + "\"}";
    return jar(jar)
        .layer(
            "acme",
            type,
            "@Provides(name = \"%s\", type = %s.class, aliases = %s)".formatted(name, type, list),
            "")
        .service(LayerProvider.class, "acme." + type + "Provider");
  }

  @Test
  void whoIsRefusedAnswersToNoneOfItsAliases() throws IOException {
    Path one = aliased("one", "Scale", "acme:scale", "acme:a", "acme:b", "acme:c").build();
    Path two = jar("two").layer("Other", "acme:scale").build();
    try (URLClassLoader loader = Jar.loader(one, two)) {
      ComponentRegistry registry = discover(loader);
      asking(registry, "acme:scale", ErrorCode.DUPLICATE_COMPONENT);
      for (String alias : List.of("acme:a", "acme:b", "acme:c")) {
        assertThatThrownBy(() -> registry.type(Layer.class, alias))
            .as(alias)
            .isInstanceOf(ComponentException.class);
      }
    }
  }

  @Test
  void anAliasOfTwoIsNobodys() throws IOException {
    Path one = aliased("one", "Scale", "acme:scale", "acme:gain").build();
    Path two = aliased("two", "Other", "acme:other", "acme:gain", "acme:more").build();
    try (URLClassLoader loader = Jar.loader(one, two)) {
      ComponentRegistry registry = discover(loader);
      asking(registry, "acme:gain", ErrorCode.DUPLICATE_COMPONENT)
          .hasMessageContaining("acme.Scale (an alias of acme:scale) in file:")
          .hasMessageContaining("acme.Other (an alias of acme:other) in file:")
          .hasMessageContaining("or that alias; until then nobody answers to it");
      assertThat(registry.type(Layer.class, "acme:scale").getSimpleName()).isEqualTo("Scale");
      assertThat(registry.type(Layer.class, "acme:more").getSimpleName()).isEqualTo("Other");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAliasThatIsAnothersNameIsAConflictInEitherOrder(boolean aliasFirst) throws IOException {
    Path one = aliased("one", "Scale", "acme:scale", "acme:other").build();
    Path two = jar("two").layer("Other", "acme:other").build();
    try (URLClassLoader loader = aliasFirst ? Jar.loader(one, two) : Jar.loader(two, one)) {
      ComponentRegistry registry = discover(loader);
      asking(registry, "acme:other", ErrorCode.DUPLICATE_COMPONENT);
      assertThat(registry.type(Layer.class, "acme:scale").getSimpleName()).isEqualTo("Scale");
    }
  }

  @Test
  void anAliasWithoutVendorIsRefused() throws IOException {
    Path one = aliased("one", "Scale", "acme:scale", "thing").build();
    try (URLClassLoader loader = Jar.loader(one)) {
      assertThat(discover(loader).problems())
          .singleElement()
          .extracting(Problem::message)
          .asString()
          .startsWith("NN-1206 at acme.ScaleProvider in ")
          .contains("expected aliases vendor:name of a-z, 0-9 and '-', found 'thing'");
    }
  }

  @Test
  void aProviderThatIsMissingIsReportedWithItsJar() throws IOException {
    Path jar =
        jar("bad").layer("Fine", "acme:fine").service(LayerProvider.class, "acme.Gone").build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      ComponentRegistry registry = discover(loader);
      assertThat(registry.type(Layer.class, "acme:fine")).isNotNull();
      assertThat(registry.problems())
          .singleElement()
          .extracting(Problem::message)
          .asString()
          .startsWith("NN-1206 at jar:")
          .contains("bad.jar", "acme.Gone not found");
    }
  }

  @Test
  void aProviderThatIsNotPublicIsReported() throws IOException {
    Path jar =
        jar("bad")
            .layer("Fine", "acme:fine")
            .source(
                "acme/Hidden.java",
                "package acme; import org.neurite.api.component.*; @Provides(name ="
                    + " \"acme:hidden\", type = Fine.class) final class Hidden implements"
                    + " LayerProvider { public Hidden() {} }")
            .service(LayerProvider.class, "acme.Hidden")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      assertThat(discover(loader).problems())
          .singleElement()
          .extracting(Problem::message)
          .asString()
          .startsWith("NN-1206 at acme.Hidden in ")
          .contains("expected a public class, found one that is not public");
    }
  }

  @Test
  void aConstructorThatThrowsIsReportedAndHurtsNobody() throws IOException {
    Path jar =
        jar("bad")
            .layer("Fine", "acme:fine")
            .layer(
                "acme",
                "Bad",
                "",
                METHODS.formatted("Bad")
                    + "public BadProvider() { throw new IllegalStateException(\"no licence\"); }")
            .service(LayerProvider.class, "acme.BadProvider")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      ComponentRegistry registry = discover(loader);
      assertThat(registry.type(Layer.class, "acme:fine")).isNotNull();
      assertThat(registry.problems())
          .singleElement()
          .extracting(Problem::message)
          .asString()
          .startsWith("NN-1206 at acme.BadProvider in ")
          .contains("IllegalStateException: no licence");
    }
  }

  @Test
  void aPluginForANewerApiSaysSoWhereItIsNeeded() throws IOException {
    Path jar =
        jar("new")
            .layer(
                "acme",
                "New",
                "@Provides(name = \"acme:new\", type = New.class, apiVersion = 99)",
                "")
            .service(LayerProvider.class, "acme.NewProvider")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      asking(discover(loader), "acme:new", ErrorCode.NEWER_API)
          .hasMessageContaining("acme.NewProvider in file:")
          .hasMessageContaining("new.jar")
          .hasMessageContaining(
              "expected 'acme:new' to need API version 1 or older, found version 99");
    }
  }

  @Test
  void aSettingThatNoFileCanHoldIsRefused() throws IOException {
    Path jar =
        jar("odd")
            .source(
                "acme/Odd.java",
                "package acme; import org.neurite.api.component.*; public record"
                    + " Odd(java.time.Instant when) implements Layer { public"
                    + " org.neurite.api.graph.Tensor apply(LayerContext c,"
                    + " org.neurite.api.graph.Tensor x) { return x; } }")
            .source(
                "acme/OddProvider.java",
                "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:odd\","
                    + " type = Odd.class) public final class OddProvider implements LayerProvider"
                    + " {}")
            .service(LayerProvider.class, "acme.OddProvider")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      asking(discover(loader), "acme:odd", ErrorCode.UNSUPPORTED_SETTING)
          .hasMessageContaining("layer.when")
          .hasMessageContaining("found java.time.Instant");
    }
  }

  @Test
  void aServiceFileLostInAFatJarIsFoundOutAndTheRemedyNamed() throws IOException {
    Path fat =
        jar("fat")
            .layer("Kept", "acme:kept")
            .layer("acme", "Lost", "@Provides(name = \"acme:lost\", type = Lost.class)", "")
            .build();
    try (URLClassLoader loader = Jar.loader(fat)) {
      asking(discover(loader), "acme:lost", ErrorCode.LOST_SERVICE_FILE)
          .hasMessageContaining("acme.LostProvider in " + fat.toUri())
          .hasMessageContaining("META-INF/services/org.neurite.api.component.LayerProvider")
          .hasMessageContaining("ServicesResourceTransformer");
    }
  }

  @Test
  void aPluginThatOnlyAnotherClassLoaderSeesIsFoundOut() throws IOException {
    Path jar = jar("one").layer("Scale", "acme:scale").build();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ComponentRegistry registry = discover(Jar.class.getClassLoader());
    try (URLClassLoader loader = Jar.loader(jar)) {
      thread.setContextClassLoader(loader);
      asking(registry, "acme:scale", ErrorCode.HIDDEN_COMPONENT)
          .hasMessageContaining("one.jar, seen by class loader 'plugins' only")
          .hasMessageContaining("NeuriteModule().classLoaders(...)");

      registry.reload(loader);
      assertThat(registry.type(Layer.class, "acme:scale").getClassLoader()).isSameAs(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void reloadingExchangesOneVersionForAnother() throws IOException {
    Path old = jar("old").layer("Scale", "acme:scale").build();
    Path young = jar("young").layer("Scale", "acme:scale").layer("More", "acme:more").build();
    try (URLClassLoader one = Jar.loader(old);
        URLClassLoader two = Jar.loader(young)) {
      ComponentRegistry registry = discover(one);
      Class<?> before = registry.type(Layer.class, "acme:scale");
      registry.reload(two);
      assertThat(registry.type(Layer.class, "acme:scale")).isNotSameAs(before);
      assertThat(registry.type(Layer.class, "acme:more").getClassLoader()).isSameAs(two);
      registry.reload();
      asking(registry, "acme:more", ErrorCode.UNKNOWN_COMPONENT);
    }
  }

  @Test
  void aJarWithItsOwnCopyOfTheApiIsFoundOut() throws IOException {
    Path jar = jar("own").layer("Scale", "acme:scale").build();
    ClassLoader ours = Jar.class.getClassLoader();
    ClassLoader isolated =
        new ClassLoader("isolated", ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("org.neurite.api.")) {
              throw new ClassNotFoundException(name);
            }
            try (var in = ours.getResourceAsStream(name.replace('.', '/') + ".class")) {
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
        };
    try (URLClassLoader loader = Jar.loader(isolated, jar)) {
      assertThat(discover(loader).problems())
          .singleElement()
          .extracting(Problem::message)
          .asString()
          .startsWith("NN-1210 at jar:")
          .contains("not a subtype", "Leave nn-api out of that jar");
    }
  }

  @Test
  void oldNamesOfComponentsAndSettingsAreStillRead() throws IOException {
    Path jar =
        jar("one")
            .layer(
                "acme",
                "Scale",
                "@Provides(name = \"acme:scale\", type = Scale.class, aliases = \"acme:gain\")",
                "")
            .service(LayerProvider.class, "acme.ScaleProvider")
            .build();
    try (URLClassLoader loader = Jar.loader(jar)) {
      ComponentCodec codec = new ComponentCodec(discover(loader));
      Layer read = codec.parse(Layer.class, "{\"type\": \"acme:gain\", \"scale\": 3}");
      assertThat(read).hasToString("Scale[factor=3.0]");
      assertThat(codec.write(read)).hasToString("{\"type\":\"acme:scale\",\"factor\":3.0}");
      assertThatThrownBy(
              () ->
                  codec.parse(
                      Layer.class, "{\"type\": \"acme:scale\", \"scale\": 3, \"factor\": 3}"))
          .hasMessageContaining("NN-1202 at layer.factor")
          .hasMessageContaining("one of the names factor, scale");
    }
  }
}
