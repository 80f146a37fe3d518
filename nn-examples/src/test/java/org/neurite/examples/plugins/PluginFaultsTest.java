package org.neurite.examples.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Activation;
import org.neurite.api.component.ActivationProvider;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.SourceProvider;
import org.neurite.api.graph.Leaf;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.cli.Main;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.registry.PluginFolder;

/** What a plugin's own code throws is told as the plugin's fault. */
class PluginFaultsTest {
  private static final TensorType ROWS = TensorType.float32(Shape.of(2));

  @TempDir private Path folder;

  /** A layer whose code is given, with its provider. */
  private static Jar withLayer(Jar jar, String type, String members) {
    return jar.layer(type, "acme:" + type.toLowerCase(Locale.ROOT))
        .source(
            "acme/" + type + ".java",
            """
            package acme;
            import org.neurite.api.component.*;
            import org.neurite.api.graph.Tensor;
            public record %s() implements Layer { %s }
            """
                .formatted(type, members));
  }

  private static String apply(String body) {
    return "public Tensor apply(LayerContext c, Tensor x) { " + body + " }";
  }

  /** Two jars of a folder: a plugin, and the library that it was compiled against. */
  private Path pluginBesideItsLibrary() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Path library =
        new Jar(plugins, "library")
            .source(
                "lib/Twice.java",
                "package lib; public class Twice { public static double of(double x) { return 2 *"
                    + " x; } }")
            .build();
    String classes = library + File.pathSeparator + Jar.api();
    withLayer(new Jar(plugins, "plugin"), "Doubled", apply("return x.mul(lib.Twice.of(1));"))
        .compiledWith("-classpath", classes)
        .build();
    withLayer(
            new Jar(plugins, "maker"),
            "Made",
            "public Made { lib.Twice.of(1); } " + apply("return x;"))
        .compiledWith("-classpath", classes)
        .build();
    return plugins;
  }

  @Test
  void aLibraryBesideThePluginsJarIsMissedByThePlugin() throws IOException {
    try (PluginFolder jars = PluginFolder.open(pluginBesideItsLibrary())) {
      ComponentCodec codec =
          new ComponentCodec(ComponentRegistry.discover(jars.loaders(), List.of()));
      Layer doubled = codec.parse(Layer.class, "acme:doubled");
      assertThatThrownBy(() -> new Model("houses", ROWS, List.of(doubled)))
          .isInstanceOfSatisfying(
              ComponentException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_FAILED))
          .hasCauseInstanceOf(NoClassDefFoundError.class)
          .hasMessageStartingWith("NN-1214 at houses/doubled_1: expected acme.Doubled in file:")
          .hasMessageContaining("plugin.jar to do its part, found java.lang.NoClassDefFoundError")
          .hasMessageContaining("Bring the plugin's libraries inside its jar");
      assertThatThrownBy(() -> codec.parse(Layer.class, "acme:made"))
          .hasMessageStartingWith("NN-1214 at layer: expected acme.Made in file:")
          .hasMessageContaining("maker.jar");
    }
  }

  @Test
  void aPluginInsideOneOfOursIsTheOneToBlame() throws IOException {
    Path jar =
        new Jar(folder, "acme")
            .source(
                "acme/Steep.java",
                "package acme; import org.neurite.api.component.*; import org.neurite.api.graph.*;"
                    + " public record Steep() implements Activation { public Tensor apply(Tensor x)"
                    + " { return x.add((Tensor) null); } }")
            .source(
                "acme/SteepProvider.java",
                "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:steep\","
                    + " type = Steep.class) public final class SteepProvider implements"
                    + " ActivationProvider {}")
            .service(ActivationProvider.class, "acme.SteepProvider")
            .build();
    try (PluginFolder jars = PluginFolder.ofJar(jar)) {
      ComponentRegistry registry = ComponentRegistry.discover(jars.loaders(), List.of());
      Activation steep = new ComponentCodec(registry).parse(Activation.class, "acme:steep");
      Layer dense = new Dense(3, steep);
      assertThatThrownBy(() -> new Model("houses", ROWS, List.of(dense)))
          .hasMessageStartingWith("NN-1214 at houses/dense_1: expected acme.Steep in file:")
          .hasCauseInstanceOf(NullPointerException.class);
    }
  }

  @Test
  void whatOurOwnCodeThrowsPassesAsItIs() {
    Initializer none =
        (shape, random) -> {
          throw new IllegalStateException("ours");
        };
    VariableSpec weight = new VariableSpec("w", Shape.of(1), Leaf.Role.PARAMETER, none);
    assertThatThrownBy(() -> weight.initialValue(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ours");
  }

  @Test
  void aModuleThatProvidesOneOfItsTwoLayersLacksTheOther() {
    Path jar =
        new Jar(folder, "acme")
            .layer("Scale", "acme:scale")
            .layer("Shift", "acme:shift")
            .source(
                "module-info.java",
                "module acme { requires org.neurite.api; opens acme; provides"
                    + " org.neurite.api.component.LayerProvider with acme.ScaleProvider; }")
            .compiledWith("--module-path", Jar.api())
            .build();
    String before = System.getProperty("jdk.module.path", "");
    System.setProperty("jdk.module.path", jar.toString());
    try {
      assertThatThrownBy(() -> ComponentRegistry.builtIn().type(Layer.class, "acme:shift"))
          .isInstanceOfSatisfying(
              ComponentException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROVIDED_COMPONENT))
          .hasMessageContaining("found acme.ShiftProvider, which no 'provides' mentions")
          .hasMessageContaining(
              "Add acme.ShiftProvider to its 'provides org.neurite.api.component.LayerProvider");
    } finally {
      System.setProperty("jdk.module.path", before);
    }
  }

  @Test
  void checkTakesComponentsOfOtherJarsFromAFolder() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    new Jar(plugins, "inner").layer("Scale", "acme:scale").build();
    Path outer =
        new Jar(folder, "outer")
            .layer("Around", "acme:around")
            .source(
                "acme/Around.java",
                """
                package acme;
                import org.neurite.api.component.*;
                import org.neurite.api.graph.Tensor;
                public record Around(
                    @Setting(doc = "what is inside", defaultValue = "\\"acme:scale\\"") Layer inner)
                    implements Layer {
                  public Tensor apply(LayerContext c, Tensor x) { return c.child("inner", inner, x); }
                }
                """)
            .build();
    assertThat(check(outer).out()).contains("FAILS", "NN-1201", "acme:scale");
    Checked with = check(outer, "--plugins", plugins.toString());
    assertThat(with.code()).as(with.out()).isZero();
    assertThat(with.out()).contains("layer acme:around").doesNotContain("layer acme:scale: ");
  }

  /** A source in package acme whose pass is given. */
  private Path source(String rows) {
    return new Jar(folder, "acme")
        .source(
            "acme/Wire.java",
            """
            package acme;
            import java.util.List;
            import org.neurite.api.*;
            import org.neurite.api.component.*;
            public record Wire(@Setting(doc = "where it ends") String address) implements DataSource {
              public Rows open() { %s }
            }
            """
                .formatted(rows))
        .source(
            "acme/WireProvider.java",
            "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:wire\","
                + " type = Wire.class) public final class WireProvider implements SourceProvider"
                + " {}")
        .service(SourceProvider.class, "acme.WireProvider")
        .build();
  }

  @Test
  void checkSaysThatASourceHasNothingToRead() {
    Path jar =
        source(
            "throw new DataException(Problem.of(ErrorCode.DATA_UNREADABLE).at(address)"
                + ".expected(\"a wire\").found(\"none\"));");
    Checked checked = check(jar);
    assertThat(checked.code()).as(checked.out()).isZero();
    assertThat(checked.out())
        .contains(
            "source acme:wire: Wire[address=x] (nothing that it could read; only its settings")
        .contains("are checked: NN-1701 at x: expected a wire, found none.)")
        .contains("2 of 2 rules hold");
  }

  @Test
  void checkReadsASourceThatOpens() {
    Path jar =
        source(
            "return new Rows() { public List<String> columns() { return List.of(\"a\", \"a\"); }"
                + " public boolean next() { return false; } public String value(int i) { return"
                + " \"\"; } public void close() {} };");
    Checked checked = check(jar);
    assertThat(checked.code()).as(checked.out()).isEqualTo(3);
    assertThat(checked.out())
        .contains("FAILS columns have names of their own: different names in [a, a]")
        .contains("FAILS every row has a text in every column: no row to read")
        .contains("6 of 8 rules hold");
  }

  private record Checked(int code, String out) {}

  private static Checked check(Path jar, String... options) {
    List<String> args = new ArrayList<>(List.of("plugins", "check", jar.toString()));
    args.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    return new Checked(Main.run(args.toArray(String[]::new), stream, stream), out.toString(UTF_8));
  }

  @Test
  void checkReportsWhatThrowsAndGoesOn() {
    Path jar =
        withLayer(
                new Jar(folder, "acme"),
                "Fragile",
                apply("throw new IllegalStateException(\"no licence\");"))
            .layer("Scale", "acme:scale")
            .build();
    Checked checked = check(jar);
    assertThat(checked.code()).as(checked.out()).isEqualTo(3);
    assertThat(checked.out())
        .contains("layer acme:fragile\n  FAILS can be made and tried: ")
        .contains("IllegalStateException: no licence")
        .contains("layer acme:scale: Scale[factor=2.0]");
  }
}
