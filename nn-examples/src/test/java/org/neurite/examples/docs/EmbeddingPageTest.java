package org.neurite.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.acme.ScaleShift;
import com.acme.ScaleShiftProvider;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import com.google.inject.util.Modules;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.Layer;
import org.neurite.core.ModelModule;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.BackPressure;
import org.neurite.core.predict.Batching;
import org.neurite.core.predict.Interval;
import org.neurite.core.predict.MicroBatcher;
import org.neurite.core.predict.MonteCarlo;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.predict.SwappablePredictor;
import org.neurite.data.Table;
import org.neurite.data.TabularData;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.predict.Classification;
import org.neurite.data.preprocess.Task;
import org.neurite.micrometer.NeuriteMetrics;
import org.neurite.reference.ReferenceBackend;

/** The code of docs/embedding.md. */
class EmbeddingPageTest {
  private static final int ROWS = 120;

  @TempDir private static Path folder;
  private static Path file;
  private static Path districts;

  /** What the application asks. */
  record House(double floorArea, int rooms, String district) {}

  record Place(double floorArea, int rooms, double price) {}

  @BeforeAll
  static void train() {
    double[] areas = new double[ROWS];
    double[] rooms = new double[ROWS];
    double[] prices = new double[ROWS];
    String[] names = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      areas[i] = 40 + i % 30 * 5;
      rooms[i] = 1 + i % 4;
      names[i] = i % 3 == 0 ? "centre" : "suburb";
      prices[i] = 1000 * areas[i] * (i % 3 == 0 ? 3 : 1);
    }
    Table table =
        Table.of(
            "houses",
            List.of(
                NumberColumn.of("floor_area", areas),
                NumberColumn.of("rooms", rooms),
                CategoryColumn.of("district", List.of(names)),
                NumberColumn.of("price", prices)));
    file = save("houses", table.target("price", Task.REGRESSION));
    districts = save("districts", table.target("district", Task.CLASSIFICATION));
  }

  private static Path save(String name, TabularData data) {
    Path saved = folder.resolve(name + ".nn");
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model(name)
              .input(data.features())
              .layer(new Dense(16, new Relu()))
              .layer(new Dropout(0.1))
              .layer(new Dense(data.outputs()))
              .build();
      neurite
          .trainer(model)
          .loss(name.equals("houses") ? new MeanSquaredError() : new SoftmaxCrossEntropy())
          .optimizer(new Adam(0.02))
          .epochs(40)
          .batchSize(16)
          .fit(data.split(0.9))
          .save(saved);
    }
    return saved;
  }

  @Test
  void recordsAndPrices() {
    try (Neurite neurite = Neurite.create();
        Predictor<House, Double> houses = neurite.load(file).predictor(House.class, Double.class)) {
      double price = houses.predict(new House(95, 3, "centre"));
      assertThat(price).isCloseTo(285_000, within(90_000.0));
    }
  }

  @Test
  void maps() {
    try (Neurite neurite = Neurite.create()) {
      Predictor<Map<String, Object>, Double> rows =
          neurite
              .load(file)
              .predictor(
                  new TypeLiteral<Map<String, Object>>() {},
                  TypeLiteral.get(Double.class),
                  PredictorOptions.DEFAULT);
      double price = rows.predict(Map.of("floor_area", 95, "rooms", 3, "district", "centre"));
      rows.close();
      assertThat(price).isCloseTo(285_000, within(90_000.0));
    }
  }

  @Test
  void classes() {
    try (Neurite neurite = Neurite.create();
        Predictor<Place, Classification> places =
            neurite.load(districts).predictor(Place.class, Classification.class)) {
      Classification answer = places.predict(new Place(95, 3, 285_000));
      String label = answer.label(); // the likeliest
      double sure = answer.probability();
      List<Classification.Ranked> best = answer.top(2); // the two likeliest, with probabilities
      assertThat(label).isEqualTo("centre");
      assertThat(best.get(0).probability()).isEqualTo(sure);
    }
  }

  @Test
  void intervals() {
    try (Neurite neurite = Neurite.create();
        Predictor<House, Interval> houses =
            neurite
                .load(file)
                .monteCarlo(
                    House.class,
                    Double.class,
                    MonteCarlo.DEFAULT.passes(200).seed(7),
                    prices -> Interval.of(prices, 0.9))) {
      Interval price = houses.predict(new House(95, 3, "centre"));
      assertThat(price.lower()).isLessThan(price.mean()).isLessThan(price.upper());
    }
  }

  @Test
  void pressure() {
    try (Neurite neurite = Neurite.create()) {
      PredictorOptions options =
          PredictorOptions.DEFAULT
              .sessions(8)
              .backPressure(BackPressure.timeOut(Duration.ofMillis(50)));
      try (var arrays = neurite.load(file).predictor(options)) {
        assertThat(arrays.status().limit()).isEqualTo(8);
      }
    }
  }

  @Test
  void gathering() {
    try (Neurite neurite = Neurite.create()) {
      var houses = neurite.load(file).predictor(House.class, Double.class);
      double alone = houses.predict(new House(95, 3, "centre"));
      Batching settings =
          Batching.DEFAULT
              .delay(Duration.ofMillis(2))
              .maxRows(64)
              .queue(1_000)
              .backPressure(BackPressure.FAIL);
      try (Predictor<House, Double> gathered = new MicroBatcher<>(houses, settings)) {
        double price = gathered.predict(new House(95, 3, "centre"));
        assertThat(price).isEqualTo(alone);
      }
    }
  }

  @Test
  void swapping() {
    try (Neurite neurite = Neurite.create()) {
      SwappablePredictor<House, Double> houses =
          new SwappablePredictor<>(neurite.load(file).predictor(House.class, Double.class));
      double before = houses.predict(new House(95, 3, "centre"));
      houses.swap(neurite.load(file).predictor(House.class, Double.class));
      assertThat(houses.predict(new House(95, 3, "centre"))).isEqualTo(before);
      houses.close();
    }
  }

  /** A class of the application. */
  static final class Valuation {
    private final Predictor<House, Double> houses;

    @Inject
    Valuation(@Named("houses") Predictor<House, Double> houses) {
      this.houses = houses;
    }

    double of(House house) {
      return houses.predict(house);
    }
  }

  @Test
  void injected() {
    Injector injector =
        Guice.createInjector(
            new NeuriteModule().backend("jvm"),
            ModelModule.of("houses", file).predictor(House.class, Double.class).eager());
    Valuation valuation = injector.getInstance(Valuation.class);
    double price = valuation.of(new House(95, 3, "centre"));
    injector.getInstance(Neurite.class).close(); // and with it the predictor
    assertThat(price).isCloseTo(285_000, within(90_000.0));
  }

  /** Replaces and adds. */
  private static Injector replaced(Backend mine, ComponentProvider<?> component) {
    return Guice.createInjector(
        Modules.override(new NeuriteModule())
            .with(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(Backend.class).toInstance(mine);
                  }
                }),
        new AbstractModule() {
          @Override
          protected void configure() {
            Multibinder.newSetBinder(binder(), new TypeLiteral<ComponentProvider<?>>() {})
                .addBinding()
                .toInstance(component);
          }
        });
  }

  @Test
  void overridden() {
    Backend mine = new ReferenceBackend();
    try (Neurite neurite = replaced(mine, new ScaleShiftProvider()).getInstance(Neurite.class)) {
      assertThat(neurite.backend()).isSameAs(mine);
      assertThat(neurite.registry().type(Layer.class, "acme:scale-shift"))
          .isEqualTo(ScaleShift.class);
    }
  }

  /** One of several configurations side by side. */
  static final class Branch extends PrivateModule {
    private final String name;
    private final Path model;
    private final int threads;

    Branch(String name, Path model, int threads) {
      this.name = name;
      this.model = model;
      this.threads = threads;
    }

    @Override
    protected void configure() {
      install(new NeuriteModule().threads(threads));
      install(ModelModule.of(name, model).predictor(House.class, Double.class));
      expose(new TypeLiteral<Predictor<House, Double>>() {}).annotatedWith(Names.named(name));
      bind(Neurite.class).annotatedWith(Names.named(name)).to(Neurite.class);
      expose(Neurite.class).annotatedWith(Names.named(name)); // to be closed
    }
  }

  @Test
  void sideBySide() {
    Injector injector =
        Guice.createInjector(new Branch("north", file, 1), new Branch("south", file, 2));
    var key = Key.get(new TypeLiteral<Predictor<House, Double>>() {}, Names.named("north"));
    Predictor<House, Double> north = injector.getInstance(key);
    assertThat(north.predict(new House(95, 3, "centre"))).isPositive();
    for (String branch : List.of("north", "south")) {
      injector.getInstance(Key.get(Neurite.class, Names.named(branch))).close();
    }
    assertThatThrownBy(() -> north.predict(new House(95, 3, "centre")))
        .hasMessageContaining("NN-1504");
  }

  @Test
  void metrics() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Injector injector =
        Guice.createInjector(
            new NeuriteModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                Multibinder.newSetBinder(binder(), PredictionListener.class)
                    .addBinding()
                    .toInstance(new NeuriteMetrics(registry));
              }
            });
    try (Neurite neurite = injector.getInstance(Neurite.class);
        var houses = neurite.load(file).predictor(House.class, Double.class)) {
      houses.predict(new House(95, 3, "centre"));
    }
    assertThat(registry.get("neurite.prediction").tag("model", "houses").timer().count())
        .isEqualTo(1);
  }

  @Test
  void recording() throws IOException {
    Path to = folder.resolve("service.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recordsAndPrices();
      recording.dump(to);
    }
    long predictions =
        RecordingFile.readAllEvents(to).stream()
            .filter(event -> event.getEventType().getName().equals("org.neurite.Predict"))
            .count();
    assertThat(predictions).isPositive();
  }
}
