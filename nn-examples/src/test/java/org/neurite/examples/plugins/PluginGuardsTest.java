package org.neurite.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Component;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Regularizer;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.registry.PluginFolder;
import org.neurite.core.schedule.Warmup;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.ParameterGroup;
import org.neurite.core.train.Trainer;
import org.neurite.data.csv.DataSources;

/** What components throw while a network is trained or data are read is told as their fault. */
class PluginGuardsTest {
  private static final String FAULT = "throw new IllegalStateException(\"broken wire\");";
  private static final ArrayDataset DATA =
      new ArrayDataset(NDArray.of(new float[] {1, 2, 3, 4}, 2, 2), NDArray.of(new float[2], 2, 1));

  @TempDir private Path folder;
  private Neurite neurite;
  private Optional<PluginFolder> plugin = Optional.empty();

  @BeforeEach
  void open() {
    neurite = Neurite.create();
  }

  @AfterEach
  void close() {
    neurite.close();
    plugin.ifPresent(PluginFolder::close);
  }

  /** A component of a jar. */
  private <C extends Component> C broken(Class<C> kind, String type, String members) {
    String provider =
        switch (kind.getSimpleName()) {
          case "TrainingListener" -> "Listener";
          case "DataSource" -> "Source";
          default -> kind.getSimpleName();
        };
    String implemented = type.endsWith("Listener") ? type : kind.getSimpleName();
    Path jar =
        new Jar(folder, "wires")
            .source(
                "acme/Wire.java",
                """
                package acme;
                import java.util.*;
                import org.neurite.api.component.*;
                import org.neurite.api.graph.*;
                import org.neurite.api.tensor.*;
                public record Wire() implements %s { %s }
                """
                    .formatted(implemented, members))
            .source(
                "acme/WireProvider.java",
                """
                package acme;
                import org.neurite.api.component.*;
                @Provides(name = "acme:wire", type = Wire.class)
                public final class WireProvider implements %sProvider {}
                """
                    .formatted(provider))
            .entry(
                "META-INF/services/org.neurite.api.component." + provider + "Provider",
                "acme.WireProvider")
            .build();
    plugin = Optional.of(PluginFolder.ofJar(jar));
    ComponentRegistry registry = ComponentRegistry.discover(plugin.get().loaders(), List.of());
    return new ComponentCodec(registry).parse(kind, "acme:wire");
  }

  private void assertTold(String where, UnaryOperator<Trainer> with) {
    Model model = neurite.model("wired").input(2).layer(new Dense(1)).build();
    Trainer trainer =
        with.apply(neurite.trainer(model).loss(new MeanSquaredError()).validation(DATA));
    assertThatThrownBy(() -> trainer.fit(DATA))
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_FAILED))
        .hasMessageStartingWith("NN-1214 at " + where + ": expected acme.Wire in file:")
        .hasMessageContaining("wires.jar to do its part, found java.lang.IllegalStateException")
        .hasMessageContaining("broken wire")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'public double rate(double base, long step) { %s }'",
    "'public double rate(double base, long step) { if (step > 0) { %s } return base; }'",
    "'public double rate(double base, long step) { return base; }"
        + " public OptionalDouble momentum(long step) { %s }'",
  })
  void schedules(String members) {
    Schedule wire = broken(Schedule.class, "Schedule", members.formatted(FAULT));
    assertTold("schedule", trainer -> trainer.schedule(wire).epochs(2));
    assertTold("schedule", trainer -> trainer.schedule(new Warmup(1, wire)).epochs(3));
  }

  @ParameterizedTest
  @CsvSource({
    "start, 'public MetricAccumulator start() { %s }'",
    "add, 'public MetricAccumulator start() { return new Seen(); }'",
  })
  void metrics(String when, String members) {
    String accumulator =
        "static class Seen implements MetricAccumulator { public void add(NDArray p, NDArray t) {"
            + " %s } public void merge(MetricAccumulator o) {} public Map<String, Double>"
            + " results() { return Map.of(); } }";
    Metric wire =
        broken(
            Metric.class,
            "Metric",
            (members + (when.equals("add") ? accumulator : "")).formatted(FAULT));
    assertTold("metric", trainer -> trainer.metrics(wire));
  }

  @Test
  void metricsThatAreAskedForTheirResultsOfOneOutput() {
    Metric wire =
        broken(
            Metric.class,
            "Metric",
            """
            public MetricAccumulator start() { return new Seen(); }
            static class Seen implements MetricAccumulator {
              public void add(NDArray p, NDArray t) {}
              public void merge(MetricAccumulator o) {}
              public Map<String, Double> results() { %s }
            }
            """
                .formatted(FAULT));
    JointLoss loss =
        new JointLoss(
            Map.of("price", new MeanSquaredError()), Map.of("price", List.of(1)), Map.of());
    assertTold("metric", trainer -> trainer.loss(loss).metrics(loss.metric("price", wire)));
  }

  @ParameterizedTest
  @CsvSource({
    "StepListener, 'public void onStep(int epoch, long step, int n, float loss) { %s }'",
    "EpochListener, 'public void onEpoch(EpochReport report) { %s }'",
  })
  void listeners(String type, String members) {
    TrainingListener wire = broken(TrainingListener.class, type, members.formatted(FAULT));
    assertTold("listener", trainer -> trainer.listener(wire));
  }

  @Test
  void regularizers() {
    Regularizer price =
        broken(
            Regularizer.class, "Regularizer", "public Tensor penalty(Tensor w) { " + FAULT + " }");
    assertTold(
        "regularizer of dense_1.weight",
        trainer -> trainer.groups(ParameterGroup.of("**").regularizer(price)));
  }

  @Test
  void constraints() {
    Constraint bound =
        broken(Constraint.class, "Constraint", "public Tensor apply(Tensor w) { " + FAULT + " }");
    assertTold(
        "constraint of dense_1.weight",
        trainer -> trainer.groups(ParameterGroup.of("**").constraint(bound)));
  }

  @Test
  void optimizersThatAreAskedForTheirRate() {
    Optimizer wire =
        broken(
            Optimizer.class,
            "Optimizer",
            "public double learningRate() { "
                + FAULT
                + " } public void update(OptimizerContext c, Tensor p, Tensor g) {"
                + " c.assignParameter(p.sub(g)); }");
    assertTold("optimizer", trainer -> trainer.optimizer(wire));
  }

  @ParameterizedTest
  @CsvSource({
    "public TensorType target(TensorType prediction) { %s }",
    "'public void check(NDArray target, TensorType prediction) { %s }'",
  })
  void lossesThatAreAskedForTheirTarget(String members) {
    Loss wire =
        broken(
            Loss.class,
            "Loss",
            "public Tensor apply(Tensor p, Tensor t) { return p.sub(t).square(); } "
                + members.formatted(FAULT));
    assertTold("loss", trainer -> trainer.loss(wire));
  }

  @ParameterizedTest
  @CsvSource({
    "columns, java.lang.IllegalStateException: broken wire",
    "next, java.lang.IllegalStateException: broken wire",
    "value, java.lang.IllegalStateException: broken wire",
    "close, java.lang.IllegalStateException: broken wire",
    "null, java.lang.NullPointerException",
  })
  void sources(String when, String found) {
    DataSource wire =
        broken(
            DataSource.class,
            "DataSource",
            """
            private static void at(String here) { if (here.equals("%s")) { %s } }
            public Rows open() {
              return new Rows() {
                private int row;
                public List<String> columns() { at("columns"); return List.of("a"); }
                public boolean next() { at("next"); return row++ == 0; }
                public String value(int column) { at("value"); return "%s" == "null" ? null : "1"; }
                public void close() { at("close"); }
              };
            }
            """
                .formatted(when, FAULT, when));
    assertThatThrownBy(() -> DataSources.read(wire))
        .isInstanceOf(ComponentException.class)
        .hasMessageStartingWith("NN-1214 at data source: expected acme.Wire in file:")
        .hasMessageContaining("wires.jar to do its part, found " + found);
  }

  @Test
  void aClassLoaderThatIsClosedTooEarlyIsNotALibraryThatIsMissing() {
    Metric wire =
        broken(
            Metric.class,
            "Metric",
            "public MetricAccumulator start() { return new Seen(); } record Seen() implements"
                + " MetricAccumulator { public void add(NDArray p, NDArray t) {} public void"
                + " merge(MetricAccumulator o) {} public Map<String, Double> results() { return"
                + " Map.of(); } }");
    plugin.orElseThrow().close();
    Model model = neurite.model("wired").input(2).layer(new Dense(1)).build();
    Trainer trainer =
        neurite.trainer(model).loss(new MeanSquaredError()).validation(DATA).metrics(wire);
    assertThatThrownBy(() -> trainer.fit(DATA))
        .hasMessageStartingWith("NN-1214 at metric: ")
        .hasMessageContaining("NoClassDefFoundError: acme/Wire$Seen")
        .hasMessageContaining("Keep the plugin's class loader open");
  }

  @Test
  void whatAnApplicationThrowsFromALambdaIsItsOwn() {
    Model model = neurite.model("wired").input(2).layer(new Dense(1)).build();
    IllegalStateException own = new IllegalStateException("enough");
    EpochListener stop =
        report -> {
          throw own;
        };
    Trainer trainer = neurite.trainer(model).loss(new MeanSquaredError()).listener(stop);
    assertThatThrownBy(() -> trainer.fit(DATA)).isSameAs(own);
  }

  @Test
  void aListenerOfAPluginMayCancelTheTraining() {
    TrainingListener wire =
        broken(
            TrainingListener.class,
            "EpochListener",
            "public void onEpoch(EpochReport report) {"
                + " throw new java.util.concurrent.CancellationException(\"enough\"); }");
    Model model = neurite.model("wired").input(2).layer(new Dense(1)).build();
    Trainer trainer = neurite.trainer(model).loss(new MeanSquaredError()).listener(wire);
    assertThatThrownBy(() -> trainer.fit(DATA))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }
}
