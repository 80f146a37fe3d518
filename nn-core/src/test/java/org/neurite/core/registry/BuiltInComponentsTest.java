package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Component;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.core.activation.Elu;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.LeakyRelu;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Softmax;
import org.neurite.core.activation.Step;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.Distribution;
import org.neurite.core.initializer.FanMode;
import org.neurite.core.initializer.He;
import org.neurite.core.initializer.Normal;
import org.neurite.core.initializer.Uniform;
import org.neurite.core.initializer.Xavier;
import org.neurite.core.initializer.Zeros;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Named;
import org.neurite.core.layer.Parallel;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.BinaryCrossEntropy;
import org.neurite.core.loss.Huber;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Concat;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.Averaging;
import org.neurite.core.metric.ConfusionMatrix;
import org.neurite.core.metric.PrecisionRecallF1;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.schedule.CosineSchedule;
import org.neurite.core.schedule.StepSchedule;
import org.neurite.core.schedule.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every built-in component can be saved, read back and made by its name. */
class BuiltInComponentsTest {
  private final ComponentRegistry registry = ComponentRegistry.builtIn();
  private final ComponentCodec codec = new ComponentCodec(registry);

  /** Settings that differ from the defaults, for every component that has settings. */
  static Stream<Component> unusual() {
    return Stream.of(
        new Dense(
            7,
            new LeakyRelu(0.25),
            false,
            new He(Distribution.NORMAL, FanMode.FAN_OUT, 1.5),
            Optional.of(new Constant(-0.5))),
        new ActivationLayer(new Elu(2)),
        new Dropout(0.125),
        new Flatten(),
        new Reshape(3, -1, 2),
        new BatchNorm(0.25, 1e-3, false),
        new Sequential(new Named("head", new Dense(2)), new Flatten()),
        new Residual(new Dense(3), new Dense(3, new Relu())),
        new Parallel(new Add(), new Dense(1), new Dense(1)),
        new Concat(-1),
        new Step(0.5),
        new Gelu(true),
        new Softmax(1),
        new Huber(0.1),
        new BinaryCrossEntropy(List.of(1.5, 2.0)),
        new SoftmaxCrossEntropy(List.of(1.0, 3.0), 0.125, Optional.of(-100)),
        new Sgd(0.1, 0.9, true, 0, 1e-4),
        new Adam(0.1, 0.8, 0.99, 1e-6, 0.01, true),
        new AdamW(0.1, 0.8, 0.99, 1e-6, 0.02, true),
        new Zeros(),
        new Uniform(-0.1, 0.3),
        new Normal(0.5, 0.1),
        new Xavier(Distribution.NORMAL, 5.0 / 3),
        new StepSchedule(5, 0.5),
        new CosineSchedule(20, 0.001),
        new Warmup(5, 0.1, Optional.of(new CosineSchedule(15))),
        new Accuracy(0.5),
        new ConfusionMatrix(Optional.of(0.0), Optional.of(2)),
        new PrecisionRecallF1(Averaging.PER_CLASS, Optional.of(0.25), Optional.of(-1)));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void isReadBackAsItWasWritten(Component component) {
    JsonNode json = codec.write(component);
    JsonNode reparsed = JsonMapper.shared().readTree(json.toString());

    assertThat(codec.read(kindOf(component), reparsed, "x")).isEqualTo(component);
  }

  private static Class<? extends Component> kindOf(Component component) {
    return ComponentKind.of(component.getClass()).orElseThrow().component();
  }

  @TestFactory
  Stream<DynamicTest> everyBuiltInIsDocumentedAndNamed() {
    return BuiltInEntries.all().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.kind().label() + " " + entry.name(),
                    () -> {
                      assertThat(entry.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
                      for (RecordSettings.Item item : RecordSettings.of(entry.type()).items()) {
                        assertThat(item.setting().map(Setting::doc).orElse(""))
                            .as(item.name())
                            .isNotBlank()
                            .doesNotEndWith(".");
                      }
                    }));
  }

  /** The shortest constructor and the defaults in the annotations must agree. */
  @TestFactory
  Stream<DynamicTest> constructorsAndAnnotationsStateTheSameDefaults() {
    Map<String, Component> made =
        Map.ofEntries(
            Map.entry("dense", new Dense(3)),
            Map.entry("dropout", new Dropout()),
            Map.entry("batch-norm", new BatchNorm()),
            Map.entry("concat", new Concat()),
            Map.entry("leaky-relu", new LeakyRelu()),
            Map.entry("elu", new Elu()),
            Map.entry("gelu", new Gelu()),
            Map.entry("softmax", new Softmax()),
            Map.entry("huber", new Huber()),
            Map.entry("binary-cross-entropy", new BinaryCrossEntropy()),
            Map.entry("softmax-cross-entropy", new SoftmaxCrossEntropy()),
            Map.entry("sgd", new Sgd()),
            Map.entry("adam", new Adam()),
            Map.entry("adamw", new AdamW()),
            Map.entry("xavier", new Xavier()),
            Map.entry("he", new He()),
            Map.entry("cosine", new CosineSchedule(9)),
            Map.entry("warmup", new Warmup(9)),
            Map.entry("accuracy", new Accuracy()),
            Map.entry("confusion-matrix", new ConfusionMatrix()),
            Map.entry("precision-recall-f1", new PrecisionRecallF1()));
    Map<String, String> required =
        Map.of("dense", "\"units\": 3", "cosine", "\"tMax\": 9", "warmup", "\"steps\": 9");
    return made.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      String more =
                          required.containsKey(entry.getKey())
                              ? ", " + required.get(entry.getKey())
                              : "";
                      String json = "{\"type\": \"" + entry.getKey() + "\"" + more + "}";
                      Component component = entry.getValue();
                      assertThat(codec.parse(kindOf(component), json)).isEqualTo(component);
                    }));
  }

  @Test
  void stepsOfBothKindsGoByTheSameName() {
    assertThat(codec.parse(Activation.class, "step")).isEqualTo(new Step());
    assertThat(codec.parse(Schedule.class, "{\"type\":\"step\",\"stepSize\":2}"))
        .isEqualTo(new StepSchedule(2));
    assertThat(registry.nameOf(new Step())).isEqualTo("step");
  }
}
