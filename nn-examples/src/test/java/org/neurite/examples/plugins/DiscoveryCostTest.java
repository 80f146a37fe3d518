package org.neurite.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerProvider;
import org.neurite.core.layer.Flatten;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;

/** The first use of two hundred plugins loads their classes, and creates none of the providers. */
class DiscoveryCostTest {
  private static final int PROVIDERS = 200;

  /** Several times what a loaded machine of two cores needs. */
  private static final int MOST_MILLIS = 1000;

  private static final String CREATED = "acme.created";

  @TempDir private Path folder;

  private Path jar() {
    Jar jar = new Jar(folder, "many");
    for (int i = 0; i < PROVIDERS; i++) {
      jar.layer(
              "acme",
              "Scale" + i,
              "@Provides(name = \"acme:scale-%d\", type = Scale%d.class)".formatted(i, i),
              "public Scale%dProvider() { Integer.getInteger(\"%s\", 0); System.setProperty(\"%s\","
                      .formatted(i, CREATED, CREATED)
                  + " \"yes\"); }")
          .service(LayerProvider.class, "acme.Scale" + i + "Provider");
    }
    return jar.build();
  }

  @Test
  void findsTwoHundredWithoutCreatingAny() throws IOException {
    Path jar = jar();
    System.clearProperty(CREATED);
    try (URLClassLoader loader = Jar.loader(jar)) {
      ComponentRegistry registry = ComponentRegistry.discover(List.of(loader), List.of());
      ComponentCodec codec = new ComponentCodec(registry);
      long started = System.nanoTime();
      Layer own = codec.parse(Layer.class, "flatten");
      long asked = System.nanoTime();
      Layer layer = codec.parse(Layer.class, "acme:scale-117");
      double without = (asked - started) * 1e-6;
      double first = (System.nanoTime() - asked) * 1e-6;

      assertThat(own).isEqualTo(new Flatten());
      assertThat(layer).hasToString("Scale117[factor=2.0]");
      assertThat(registry.entries(ComponentKind.LAYER)).hasSizeGreaterThan(PROVIDERS);
      assertThat(System.getProperty(CREATED)).as("a provider was created").isNull();
      assertThat(first)
          .as("ms until the first plugin is used, %s without one", without)
          .isLessThan(MOST_MILLIS);
    }
  }
}
