package org.neurite.examples.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.component.ActivationProvider;
import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.ListenerProvider;
import org.neurite.cli.Main;
import org.neurite.core.registry.ComponentKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code nn plugins}, and {@code --plugins} on the other commands, with jars in a folder. */
class PluginCommandsTest {
  @TempDir private Path folder;
  private Path plugins;

  private record Result(int code, String out, String err) {}

  private static Result nn(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code =
        Main.run(texts, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  private Jar jar(String name) {
    return new Jar(plugins, name);
  }

  /** Jars alone: sources and classes are elsewhere. */
  private void build(Jar... jars) throws IOException {
    Arrays.stream(jars).forEach(Jar::build);
  }

  @Test
  void listsWhatPluginsBring() throws IOException {
    build(jar("one").layer("Scale", "acme:scale"), jar("two").layer("Shift", "acme:shift"));
    Result result = nn("plugins", "--plugins", plugins);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("layer +acme:scale +file:.*one.jar")
        .containsPattern("layer +acme:shift +file:.*two.jar")
        .doesNotContain("dense");
    assertThat(nn("plugins", "--all").out()).containsPattern("layer +dense +built in");
  }

  @Test
  void eachJarHasItsOwnClassLoader() {
    // Both jars hold a class acme.Scale.
    Path one = jar("one").layer("Scale", "acme:one").build();
    Path two = jar("two").layer("Scale", "acme:two").build();
    assertThat(nn("plugins", "--plugins", plugins).out())
        .containsPattern("acme:one +" + one.toUri().toString().replace("///", "/"))
        .containsPattern("acme:two +" + two.toUri().toString().replace("///", "/"));
  }

  @Test
  void saysWhatIsBroken() throws IOException {
    build(jar("bad").service(LayerProvider.class, "acme.Gone"));
    Result result = nn("plugins", "--plugins", plugins);
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("nn: NN-1206 at jar:").contains("acme.Gone not found");

    Files.writeString(plugins.resolve("no.jar"), "text");
    assertThat(nn("plugins", "--plugins", plugins).err())
        .startsWith("nn: NN-1206 at ")
        .contains("no.jar: expected a jar that can be read");
    assertThat(nn("plugins", "--plugins", folder.resolve("missing")).err())
        .startsWith("nn: NN-1206 at ")
        .contains("expected a folder of jars, found no such folder. State the folder");
    assertThat(nn("plugins", "check", plugins.resolve("thign.jar")).err())
        .startsWith("nn: NN-1206 at ")
        .contains("expected the jar of a plugin, found no such file. State the jar's path");
    assertThat(nn("plugins", "check", plugins).err()).contains("found a folder. State the jar's");
    assertThat(nn("plugins", "check", plugins.resolve("no.jar")).err())
        .contains("expected a jar that can be read", "put a sound one there");
    assertThat(nn("plugins", "--plugins", folder).err()).contains("at least one jar, found none");
  }

  @Test
  void aFolderThatIsNotThereEndsEveryCommandAlike() throws IOException {
    Path data = Files.writeString(folder.resolve("xy.csv"), "x,y\n1,2.5\n2,3.5\n3,1\n4,2\n5,6\n");
    Path missing = folder.resolve("missing");
    for (Result result :
        new Result[] {
          nn("plugins", "--plugins", missing),
          nn("plugins", "describe", "dense", "--plugins", missing),
          nn("plugins", "check", missing),
          nn("train", "--data", data, "--plugins", missing),
          nn("evaluate", "--model", missing, "--data", data, "--plugins", missing)
        }) {
      assertThat(result.err()).startsWith("nn: NN-1206 at " + missing);
      assertThat(result.code()).as(result.err()).isEqualTo(3);
    }
  }

  @Test
  void describesAComponent() throws IOException {
    build(jar("one").layer("Scale", "acme:scale"));
    Result result = nn("plugins", "describe", "acme:scale", "--plugins", plugins);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("layer acme:scale", "one.jar", "record    acme.Scale")
        .containsPattern("factor +double, default 2; factor");
    assertThat(nn("plugins", "describe", "constant").out())
        .contains("initializer constant")
        .contains("schedule constant");
    assertThat(nn("plugins", "describe", "constant", "--kind", "schedule").out())
        .doesNotContain("initializer");
    assertThat(nn("plugins", "describe", "dens").err()).contains("NN-1201", "'dense'");
    assertThat(nn("plugins", "describe", "dens").code()).isEqualTo(2);
    assertThat(nn("plugins", "schema", "nosuch").code()).isEqualTo(2);
    assertThat(nn("plugins", "describe", "dense", "--kind", "thing").code()).isEqualTo(2);
  }

  @Test
  void printsSchemas() throws IOException {
    build(jar("one").layer("Scale", "acme:scale"));
    JsonNode model =
        JsonMapper.shared().readTree(nn("plugins", "schema", "--plugins", plugins).out());
    assertThat(model.at("/$defs/layer/anyOf").toString()).contains("#/$defs/layer%20acme:scale");
    JsonNode dense = model.at("/$defs/layer dense");
    assertThat(dense.at("/required").toString()).isEqualTo("[\"type\",\"units\"]");
    assertThat(dense.at("/properties/units/minimum").asInt()).isEqualTo(1);
    assertThat(dense.at("/properties/activation/$ref").asString()).isEqualTo("#/$defs/activation");
    JsonNode scale =
        JsonMapper.shared()
            .readTree(nn("plugins", "schema", "acme:scale", "--plugins", plugins).out());
    assertThat(scale.at("/$ref").asString()).isEqualTo("#/$defs/layer%20acme:scale");
    assertThat(scale.at("/$defs/layer acme:scale/anyOf/1/properties/factor/default").asDouble())
        .isEqualTo(2);
  }

  @Test
  void checksEveryComponentOfAJar() throws IOException {
    Path good =
        jar("good")
            .layer("Scale", "acme:scale")
            .source(
                "acme/Steep.java",
                "package acme; import org.neurite.api.component.*; import org.neurite.api.graph.*;"
                    + " public record Steep() implements Activation { public Tensor apply(Tensor x)"
                    + " { return Composites.customGradient(java.util.List.of(x), in ->"
                    + " in.get(0).ge(0).cast(x.dataType()), (in, out, g) -> g); } }")
            .source(
                "acme/SteepProvider.java",
                "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:steep\","
                    + " type = Steep.class) public final class SteepProvider implements"
                    + " ActivationProvider {}")
            .service(ActivationProvider.class, "acme.SteepProvider")
            .build();
    Result result = nn("plugins", "check", good, "--verbose");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains("layer acme:scale: Scale[factor=2.0] on float32[N, 4]")
        .contains("holds gradients are the derivatives")
        .contains("holds a loaded model predicts the same")
        .contains("activation acme:steep: Steep[]")
        .doesNotContain("FAILS");

    Path bad =
        jar("bad")
            .source(
                "acme/Mean.java",
                "package acme; import org.neurite.api.component.*; import org.neurite.api.graph.*;"
                    + " public record Mean(int times) implements Layer { public Tensor"
                    + " apply(LayerContext c, Tensor x) { return x.sub(x.meanKeepDims(0)); } }")
            .source(
                "acme/MeanProvider.java",
                "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:mean\","
                    + " type = Mean.class) public final class MeanProvider implements LayerProvider"
                    + " {}")
            .service(LayerProvider.class, "acme.MeanProvider")
            .build();
    Result broken = nn("plugins", "check", bad);
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.out())
        .contains("FAILS predicts samples apart: sample 0 alone and in a batch")
        .contains("FAILS every setting is described: setting 'times' needs a description");
  }

  @Test
  void trainsPredictsAndInspectsWithAPlugin() throws IOException {
    build(
        jar("one")
            .layer("Scale", "acme:scale")
            .source(
                "acme/Say.java",
                "package acme; import org.neurite.api.component.*; public record Say(String word)"
                    + " implements EpochListener { public void onEpoch(EpochReport r) {"
                    + " System.setProperty(\"acme.said\", word + r.epoch()); } }")
            .source(
                "acme/SayProvider.java",
                "package acme; import org.neurite.api.component.*; @Provides(name = \"acme:say\","
                    + " type = Say.class) public final class SayProvider implements"
                    + " ListenerProvider {}")
            .service(ListenerProvider.class, "acme.SayProvider"));
    Path data = folder.resolve("line.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i).append(',').append(3 * i + 1).append(".5\n");
    }
    Files.writeString(data, rows);
    Path model = folder.resolve("line.nn");
    Object[] train = {
      "train",
      "--data",
      data,
      "--out",
      model,
      "--epochs",
      "3",
      "--plugins",
      plugins,
      "--layers",
      "[\"acme:scale\", {\"type\": \"dense\", \"units\": 4, \"activation\": \"tanh\"}]",
      "--listener",
      "{\"type\": \"acme:say\", \"word\": \"done \"}"
    };
    Result trained = nn(train);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("network   scale_1, dense_1, dense_2, 13 parameters");
    assertThat(System.getProperty("acme.said")).isEqualTo("done 3");
    Result predicted = nn("predict", "--model", model, "--data", data, "--plugins", plugins);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(nn("inspect", model, "--plugins", plugins).out()).contains("scale_1");

    Result without = nn("predict", "--model", model, "--data", data);
    assertThat(without.code()).isEqualTo(3);
    assertThat(without.err()).contains("NN-1201", "'acme:scale'", "\"factor\":2.0", "of one.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1", "3"})
  void layersThatAreNoListAreAWrongUsage(String text) throws IOException {
    Path data = Files.writeString(folder.resolve("xy.csv"), "x,y\n1,2.5\n2,3.5\n3,1\n4,2\n5,6\n");
    Result result = nn("train", "--data", data, "--layers", text);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("NN-1801 at --layers: expected a JSON list of layers");
    assertThat(nn("train", "--data", data, "--layers", "[]", "--hidden", "3").err())
        .contains("NN-1801 at --layers: expected no other option");
  }

  @ParameterizedTest
  @EnumSource(ComponentKind.class)
  void aNewProjectCompilesAndHoldsItsContract(ComponentKind kind) throws IOException {
    Path project = folder.resolve("new");
    Result written =
        nn("plugins", "new", "--name", "acme:my-thing", "--kind", kind.label(), "--dir", project);
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(written.out()).contains("mvn -B -ntp install -DskipTests");
    checkNewProject(project, kind.label() + " acme:my-thing: MyThing[");
    assertThat(nn("plugins", "new", "--name", "acme:my-thing", "--dir", project).err())
        .contains("NN-1802", "found one that is not empty");
  }

  private void checkNewProject(Path project, String subject) throws IOException {
    Jar jar = new Jar(plugins, "thing");
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertThat(text).as(file.toString()).doesNotContainPattern("%\\w+%");
        String name = project.relativize(file).toString().replace('\\', '/');
        if (name.startsWith("src/main/java/") || name.startsWith("src/test/java/")) {
          jar.source(name.substring("src/main/java/".length()), text);
        } else if (name.startsWith("src/main/resources/")) {
          jar.entry(name.substring("src/main/resources/".length()), text);
        }
      }
    }
    Result checked = nn("plugins", "check", jar.build());
    assertThat(checked.code()).as(checked.out()).isZero();
    assertThat(checked.out()).contains(subject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-company:thing", "3com:d--3-", "acme:tenser"})
  void aNewProjectTakesEveryNameThatJavaCanSay(String name) throws IOException {
    Path project = folder.resolve("new");
    Result written = nn("plugins", "new", "--name", name, "--dir", project);
    assertThat(written.code()).as(written.err()).isZero();
    checkNewProject(project, "layer " + name + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "acme:layer, layer, Layer",
    "acme:tensor, loss, Tensor",
    "acme:settings, metric, Settings",
    "acme:shape, layer, Shape",
    "acme:override, schedule, Override",
    "acme:math, initializer, Math",
    "acme:map, metric, Map",
    "acme:within, metric, Within",
    "acme:list, merge, List",
    "acme:loss-contract, loss, LossContract",
    "int:x, layer, 'int'",
    "new:x, layer, 'new'",
    "java:x, layer, 'java'",
    "acme:3d, layer, a letter"
  })
  void aNewProjectRefusesNamesThatJavaCannotSay(String name, String kind, String why) {
    Path project = folder.resolve("new");
    Result refused = nn("plugins", "new", "--name", name, "--kind", kind, "--dir", project);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("nn: NN-1801 at --name: expected a ").contains(why);
    assertThat(project).doesNotExist();
  }

  @Test
  void aNewProjectNeedsAName() {
    assertThat(nn("plugins", "new", "--name", "thing", "--dir", folder.resolve("x")).code())
        .isEqualTo(2);
    assertThat(nn("plugins", "new", "--name", "a:b", "--kind", "backend", "--dir", folder).err())
        .contains("NN-1801 at --kind: expected one of layer, merge, activation");
  }
}
