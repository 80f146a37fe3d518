package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Activation;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.core.activation.Relu;
import org.neurite.core.initializer.Constant;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Sequential;
import org.neurite.core.optimizer.Adam;

class ComponentCodecTest {

  /** Every type that a setting may have. */
  record Everything(
      int i,
      long l,
      float f,
      double d,
      boolean b,
      String s,
      Thread.State e,
      Activation component,
      List<Layer> layers,
      List<List<Double>> table,
      Optional<Initializer> maybe,
      Map<String, Initializer> named,
      @Setting(doc = "fractions", min = 0, max = 1) List<? extends Float> fractions)
      implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  record Broken(Set<String> names) implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  record Picky(int value) implements Layer {
    Picky {
      if (value > 3) {
        throw new IllegalArgumentException("too much: " + value);
      }
    }

    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input;
    }
  }

  private static ComponentProvider<Layer> provider(String name, Class<? extends Layer> type) {
    return new LayerProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Class<? extends Layer> type() {
        return type;
      }
    };
  }

  private final ComponentCodec codec =
      new ComponentCodec(
          ComponentRegistry.discover(
              List.of(),
              List.of(
                  provider("test:everything", Everything.class),
                  provider("test:broken", Broken.class),
                  provider("test:picky", Picky.class))));

  private AbstractThrowableAssert<?, ? extends Throwable> reading(String json, ErrorCode code) {
    return assertThatThrownBy(() -> codec.parse(Layer.class, json))
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void writesNamesAndEverySetting() {
    assertThat(codec.write(new Dense(64, new Relu())).toString())
        .isEqualTo(
            "{\"type\":\"dense\",\"units\":64,\"activation\":\"relu\",\"bias\":true,"
                + "\"weightInitializer\":\"fan-in-uniform\"}");
  }

  @Test
  void aComponentWithNothingToSayIsItsName() {
    assertThat(codec.write(new Flatten()).toString()).isEqualTo("\"flatten\"");
  }

  @Test
  void readsDefaults() {
    assertThat(codec.parse(Layer.class, "{\"type\":\"dense\",\"units\":64}"))
        .isEqualTo(new Dense(64));
    assertThat(codec.parse(Optimizer.class, "adam")).isEqualTo(new Adam());
  }

  @Test
  void readsEveryTypeOfSetting() {
    Everything value =
        new Everything(
            -7,
            1L << 60,
            0.1f,
            1e-300,
            true,
            "text",
            Thread.State.TIMED_WAITING,
            new Relu(),
            List.of(new Flatten(), new Sequential(new Dense(1))),
            List.of(List.of(1.0, 2.5), List.of()),
            Optional.of(new Constant(3)),
            Map.of("a", new Constant(4)),
            List.of(0.5f));

    assertThat(codec.parse(Layer.class, codec.write(value).toString())).isEqualTo(value);
  }

  @Test
  void namesNearAMisspeltOne() {
    reading("dens", ErrorCode.UNKNOWN_COMPONENT)
        .hasMessageStartingWith("NN-1201 at layer: expected the name of a layer (")
        .hasMessageContaining("built in: activation, ")
        .hasMessageContaining(" batch-norm, ")
        .hasMessageContaining("test:everything")
        .hasMessageEndingWith("found 'dens'. Write 'dense'.");
    reading("everything", ErrorCode.UNKNOWN_COMPONENT).hasMessageContaining("'test:everything'");
    reading("BatchNorm", ErrorCode.UNKNOWN_COMPONENT).hasMessageContaining("Write 'batch-norm'.");
  }

  @Test
  void advisesOnAMissingPlugin() {
    reading("acme:spiking", ErrorCode.UNKNOWN_COMPONENT)
        .hasMessageContaining("Put the jar that provides it on the class path")
        .hasMessageContaining("META-INF/services");
  }

  @Test
  void saysWhereInTheTreeAnErrorIs() {
    reading(
            "{\"type\":\"sequential\",\"layers\":[\"flatten\",{\"type\":\"dense\",\"units\":2,"
                + "\"activation\":\"rellu\"}]}",
            ErrorCode.UNKNOWN_COMPONENT)
        .hasMessageStartingWith("NN-1201 at layer.layers[1].activation: ");
  }

  @Test
  void rejectsAnUnknownSetting() {
    reading("{\"type\":\"dense\",\"unit\":64}", ErrorCode.UNKNOWN_SETTING)
        .hasMessage(
            "NN-1203 at layer.unit: expected a setting of dense (units, activation, bias,"
                + " weightInitializer, biasInitializer), found 'unit'. Write 'units'.");
    reading("{\"type\":\"flatten\",\"x\":1}", ErrorCode.UNKNOWN_SETTING)
        .hasMessageContaining("expected flatten to have no settings");
  }

  @Test
  void rejectsAMissingSetting() {
    reading("dense", ErrorCode.MISSING_SETTING)
        .hasMessage(
            "NN-1204 at layer.units: expected number of outputs for dense, found nothing. State"
                + " units.");
  }

  @Test
  void rejectsAValueOutOfRange() {
    reading("{\"type\":\"dropout\",\"rate\":1.5}", ErrorCode.BAD_SETTING)
        .hasMessage("NN-1202 at layer.rate: expected a number from 0 to 1, found 1.5.");
    reading("{\"type\":\"dense\",\"units\":0}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("a finite number of at least 1, found 0");
  }

  @Test
  void rejectsWhatTheConstructorRejectsAtItsPlace() {
    reading(
            "{\"type\":\"sequential\",\"layers\":[{\"type\":\"reshape\",\"sizes\":[0]}]}",
            ErrorCode.BAD_SETTING)
        .hasMessageStartingWith("NN-1202 at layer.layers[0].sizes: expected positive numbers");
    reading("{\"type\":\"test:picky\",\"value\":4}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("too much: 4");
  }

  @Test
  void rejectsValuesOfAnotherType() {
    reading("{\"type\":\"dense\",\"units\":1.5}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("at layer.units: expected an integer, found 1.5");
    reading("{\"type\":\"dense\",\"units\":4294967296}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("expected an integer");
    reading("{\"type\":\"dense\",\"units\":2,\"bias\":\"no\"}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("expected true or false, found \"no\"");
    reading("{\"type\":\"dropout\",\"rate\":null}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("expected a finite number, found null");
    reading("{\"type\":\"dropout\",\"rate\":1e999}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("expected a finite number");
    reading("{\"type\":\"sequential\",\"layers\":\"flatten\"}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("expected a list");
    reading("{\"type\":\"sequential\",\"layers\":[[]]}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("at layer.layers[0]: expected a layer, as a name or an object");
    reading("{", ErrorCode.BAD_SETTING).hasMessageContaining("expected JSON");
  }

  @Test
  void namesTheValuesOfAnEnum() {
    assertThatThrownBy(() -> codec.parse(Initializer.class, "{\"type\":\"he\",\"mode\":\"both\"}"))
        .hasMessage(
            "NN-1202 at initializer.mode: expected one of fan-in, fan-out, found \"both\".");
  }

  @Test
  void holdsRangesForElementsOfLists() {
    Everything value =
        new Everything(
            1,
            1,
            1,
            1,
            true,
            "",
            Thread.State.NEW,
            new Relu(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(0.5f, 2f));

    reading(codec.write(value).toString(), ErrorCode.BAD_SETTING)
        .hasMessageContaining("at layer.fractions[1]: expected a number from 0 to 1, found 2");
  }

  @Test
  void rejectsEndlessNesting() {
    String open = "{\"type\":\"residual\",\"body\":";
    reading(open.repeat(100) + "\"flatten\"" + "}".repeat(100), ErrorCode.BAD_SETTING)
        .hasMessageContaining("at most 64 components inside each other");
  }

  @Test
  void rejectsHugeLists() {
    String sizes = "1,".repeat(10_000) + "1";
    reading("{\"type\":\"reshape\",\"sizes\":[" + sizes + "]}", ErrorCode.BAD_SETTING)
        .hasMessageContaining("at most 10000 elements, found 10001 elements");
  }

  @Test
  void rejectsASettingThatCannotBeSaved() {
    reading("{\"type\":\"test:broken\",\"names\":[]}", ErrorCode.UNSUPPORTED_SETTING)
        .hasMessageContaining("a setting of a type that can be saved: int, long")
        .hasMessageContaining("java.util.Set<java.lang.String>");
    assertThatThrownBy(() -> codec.write(new Broken(Set.of())))
        .hasMessageContaining("a setting of a type that can be saved");
  }

  @Test
  void refusesToWriteWhatHasNoName() {
    Layer lambda = (ctx, input) -> input;
    assertThatThrownBy(() -> codec.write(new Sequential(lambda)))
        .isInstanceOf(ComponentException.class)
        .hasMessageStartingWith(
            "NN-1201 at layer.layers[0]: expected a component with a name, found ")
        .hasMessageContaining("Make it a record and name it through a provider");
  }

  @Test
  void refusesToWriteNumbersThatJsonCannotState() {
    Everything value =
        new Everything(
            1,
            1,
            Float.NaN,
            1,
            true,
            "",
            Thread.State.NEW,
            new Relu(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of());
    assertThatThrownBy(() -> codec.write(value))
        .hasMessageContaining("NN-1202 at layer.f: expected a finite number, found NaN");
  }
}
