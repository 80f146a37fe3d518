package org.neurite.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerProvider;
import org.neurite.core.layer.Flatten;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;

/** Of two hundred plugins, the classes of the one that is used are loaded, and of no other. */
class DiscoveryCostTest {
  private static final int PROVIDERS = 200;
  private static final String CREATED = "acme.created";

  @TempDir private Path folder;

  /** Knows which classes it was asked to define. */
  private static final class Counting extends URLClassLoader {
    private final Set<String> defined = new TreeSet<>();

    Counting(Path... jars) {
      super(
          Stream.of(jars).map(Counting::url).toArray(URL[]::new),
          DiscoveryCostTest.class.getClassLoader());
    }

    private static URL url(Path jar) {
      try {
        return jar.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> type = super.findClass(name);
      defined.add(name);
      return type;
    }

    ComponentRegistry registry() {
      return ComponentRegistry.discover(List.of(this), List.of());
    }

    Layer layer(String name) {
      return new ComponentCodec(registry()).parse(Layer.class, name);
    }
  }

  @BeforeEach
  @AfterEach
  void forget() {
    System.clearProperty(CREATED);
  }

  private static Jar annotated(Jar jar, String type, String annotation, String members) {
    return jar.layer(
            "acme",
            type,
            annotation,
            "public %sProvider() { System.setProperty(\"%s\", \"yes\"); } %s"
                .formatted(type, CREATED, members))
        .service(LayerProvider.class, "acme." + type + "Provider");
  }

  private static Jar layer(Jar jar, String type, String name, String... aliases) {
    String names = String.join("\", \"", aliases);
    String earlier = aliases.length == 0 ? "" : ", aliases = {\"" + names + "\"}";
    return annotated(
        jar,
        type,
        "@Provides(name = \"%s\", type = %s.class%s)".formatted(name, type, earlier),
        "");
  }

  private Path many() {
    Jar jar = new Jar(folder, "many");
    for (int i = 0; i < PROVIDERS; i++) {
      layer(jar, "Scale" + i, "acme:scale-" + i, "acme:old-" + i);
    }
    return jar.build();
  }

  @Test
  void aPluginIsFoundAmongTwoHundredWithoutTheOthers() throws IOException {
    try (Counting loader = new Counting(many())) {
      ComponentRegistry registry = loader.registry();
      ComponentCodec codec = new ComponentCodec(registry);
      assertThat(codec.parse(Layer.class, "flatten")).isEqualTo(new Flatten());
      assertThat(loader.defined).isEmpty();

      Layer layer = codec.parse(Layer.class, "acme:scale-117");
      assertThat(layer).hasToString("Scale117[factor=2.0]");
      assertThat(registry.nameOf(layer)).isEqualTo("acme:scale-117");
      assertThat(codec.parse(Layer.class, "acme:old-42")).hasToString("Scale42[factor=2.0]");
      assertThat(loader.defined)
          .containsExactly(
              "acme.Scale117", "acme.Scale117Provider", "acme.Scale42", "acme.Scale42Provider");

      assertThat(registry.entries(ComponentKind.LAYER)).hasSizeGreaterThan(PROVIDERS);
      assertThat(loader.defined).hasSize(2 * PROVIDERS);
      assertThat(System.getProperty(CREATED)).as("a provider was created").isNull();
    }
  }

  @Test
  void aNameThatNobodyHasIsSearchedAmongAll() throws IOException {
    try (Counting loader = new Counting(many())) {
      assertThatThrownBy(() -> loader.layer("acme:scale-1170"))
          .hasMessageStartingWith("NN-1201 at layer: ")
          .hasMessageContaining("'acme:scale-117'");
      assertThat(loader.defined).hasSize(2 * PROVIDERS);
    }
  }

  /** Its name has to be asked of itself; what it answers counts. */
  @Test
  void aProviderWithoutAnAnnotationIsAlwaysLookedAt() throws IOException {
    Jar jar = layer(new Jar(folder, "one"), "Plain", "acme:plain");
    annotated(
        jar,
        "Asked",
        "",
        "public String name() { return \"acme:\" + \"asked\"; } public Class<Asked> type() { return"
            + " Asked.class; } public int apiVersion() { return 1; } public java.util.List<String>"
            + " aliases() { return java.util.List.of(); }");
    try (Counting loader = new Counting(jar.build())) {
      assertThat(loader.layer("acme:asked")).hasToString("Asked[factor=2.0]");
      assertThat(loader.defined).containsExactly("acme.Asked", "acme.AskedProvider");
      assertThat(System.getProperty(CREATED)).isEqualTo("yes");
    }
  }

  @Test
  void aConflictOfTwoJarsIsSeenWithoutTheOthers() throws IOException {
    Jar one = layer(new Jar(folder, "one"), "Here", "acme:both");
    Jar two = layer(new Jar(folder, "two"), "There", "acme:there", "acme:both");
    layer(two, "Apart", "acme:apart");
    try (Counting loader = new Counting(one.build(), two.build())) {
      assertThatThrownBy(() -> loader.layer("acme:both"))
          .hasMessageStartingWith("NN-1205 at ")
          .hasMessageContainingAll("one.jar", "two.jar");
    }
    try (Counting loader = new Counting(folder.resolve("one.jar"), folder.resolve("two.jar"))) {
      assertThat(loader.layer("acme:apart")).hasToString("Apart[factor=2.0]");
      assertThat(loader.defined).containsExactly("acme.Apart", "acme.ApartProvider");
    }
  }

  /** A component that loses its name to a conflict cannot be had by an earlier name either. */
  @Test
  void anotherNameOfWhatIsInConflictIsRefusedToo() throws IOException {
    Path one = layer(new Jar(folder, "one"), "Here", "acme:both", "acme:former").build();
    Path two = layer(new Jar(folder, "two"), "There", "acme:both").build();
    try (Counting loader = new Counting(one, two)) {
      assertThatThrownBy(() -> loader.layer("acme:former"))
          .hasMessageStartingWith("NN-1205 at layer, layer acme:both: ");
    }
  }

  /** What is broken beside it is the business of whoever asks for that, or for all. */
  @Test
  void aBrokenNeighbourDoesNotMatter() throws IOException {
    Jar jar = layer(new Jar(folder, "one"), "Sound", "acme:sound");
    annotated(
        jar,
        "Future",
        "@Provides(name = \"acme:future\", type = Future.class, apiVersion = 99)",
        "");
    try (Counting loader = new Counting(jar.build())) {
      ComponentRegistry registry = loader.registry();
      ComponentCodec codec = new ComponentCodec(registry);
      assertThat(codec.parse(Layer.class, "acme:sound")).hasToString("Sound[factor=2.0]");
      assertThat(loader.defined).containsExactly("acme.Sound", "acme.SoundProvider");
      assertThatThrownBy(() -> codec.parse(Layer.class, "acme:future"))
          .hasMessageStartingWith("NN-1207 at ");
      assertThat(registry.problems()).hasSize(1);
      assertThat(codec.parse(Layer.class, "acme:sound")).hasToString("Sound[factor=2.0]");
    }
  }
}
