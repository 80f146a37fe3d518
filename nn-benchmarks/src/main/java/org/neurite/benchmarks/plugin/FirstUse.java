package org.neurite.benchmarks.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;

/** Uses one plugin of a jar in a JVM that has done nothing yet, and again when it has warmed up. */
final class FirstUse {
  private static final int TIMES = 20;

  private FirstUse() {}

  /**
   * Prints milliseconds: until a component of Neurite's own is there, until the plugin is, and
   * until it is through another class loader after some rounds.
   *
   * @param args a jar, and the plugin's name
   */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    double[] first = use(jar, args[1]);
    double[] warm = first;
    for (int i = 0; i < TIMES; i++) {
      warm = use(jar, args[1]);
    }
    System.out.println(first[0] + " " + first[1] + " " + warm[1]);
  }

  private static double[] use(Path jar, String name) throws IOException {
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, FirstUse.class.getClassLoader())) {
      long start = System.nanoTime();
      ComponentCodec codec =
          new ComponentCodec(ComponentRegistry.discover(List.of(loader), List.of()));
      codec.parse(Layer.class, "flatten");
      long own = System.nanoTime();
      codec.parse(Layer.class, name);
      return new double[] {(own - start) * 1e-6, (System.nanoTime() - own) * 1e-6};
    }
  }
}
