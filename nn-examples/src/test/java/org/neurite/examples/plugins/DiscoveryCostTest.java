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

/** Two hundred plugins cost their names, and nobody is created who is not used. */
class DiscoveryCostTest {
  private static final int PROVIDERS = 200;
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
      long started = System.nanoTime();
      ComponentRegistry registry = ComponentRegistry.discover(List.of(loader), List.of());
      Layer own = new ComponentCodec(registry).parse(Layer.class, "flatten");
      double start = (System.nanoTime() - started) * 1e-6;
      Layer layer = new ComponentCodec(registry).parse(Layer.class, "acme:scale-117");
      double first = (System.nanoTime() - started) * 1e-6;

      assertThat(own).isEqualTo(new Flatten());
      assertThat(layer).hasToString("Scale117[factor=2.0]");
      assertThat(registry.entries(ComponentKind.LAYER)).hasSizeGreaterThan(PROVIDERS);
      assertThat(System.getProperty(CREATED)).as("a provider was created").isNull();
      assertThat(start).as("ms at start (%s until the first plugin is used)", first).isLessThan(30);
    }
  }
}
