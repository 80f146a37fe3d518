package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import com.google.inject.util.Modules;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.BackendException;
import org.neurite.api.ModelFormatException;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.StepListener;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.Batching;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;
import org.neurite.reference.ReferenceBackend;

/** Models by name in an application's injector. */
class ModelModuleTest {
  private static final Key<Predictor<float[], float[]>> HOUSES = predictor("houses");
  private static final NeuriteModule JVM = new NeuriteModule().backend("jvm").threads(1);

  @TempDir private Path folder;
  private Path file;

  /** An application's class that wants a model. */
  private static final class Agency {
    private final Predictor<float[], float[]> houses;

    @Inject
    Agency(@Named("houses") Predictor<float[], float[]> houses) {
      this.houses = houses;
    }
  }

  @BeforeEach
  void save() {
    file = folder.resolve("houses.nn");
    save(file, 2);
  }

  /** A model that multiplies by a number. */
  private static void save(Path file, float factor) {
    try (Neurite neurite = Neurite.create(JVM)) {
      Model model = neurite.model("houses").input(1).layer("out", new Dense(1)).build();
      Map<String, NDArray> weights =
          Map.of(
              "out.weight", NDArray.of(new float[] {factor}, 1, 1),
              "out.bias", NDArray.of(new float[] {0}, 1));
      new Trained(neurite.environment(), model, weights, List.of(), Map.of()).save(file);
    }
  }

  private static ModelModule houses(Path file) {
    return ModelModule.of("houses", file).predictor(float[].class, float[].class);
  }

  @Test
  void aModelIsInjectedByName() {
    Injector injector = Guice.createInjector(JVM, houses(file));
    try (Neurite neurite = injector.getInstance(Neurite.class)) {
      Agency agency = injector.getInstance(Agency.class);
      assertThat(agency.houses.predict(new float[] {3})).containsExactly(6);
      assertThat(injector.getInstance(HOUSES)).isSameAs(agency.houses);
      assertThat(injector.getInstance(Key.get(Trained.class, Names.named("houses"))).model().name())
          .isEqualTo("houses");
      ArrayPredictor arrays =
          injector.getInstance(Key.get(ArrayPredictor.class, Names.named("houses")));
      assertThat(arrays.status().open()).as("one pool for both").isEqualTo(1);
      assertThat(neurite.backend().name()).isEqualTo("jvm");
    }
  }

  @Test
  void predictorsAreClosedWithNeurite() {
    Injector injector = Guice.createInjector(JVM, houses(file));
    Predictor<float[], float[]> predictor = injector.getInstance(HOUSES);
    injector.getInstance(Neurite.class).close();
    assertThatThrownBy(() -> predictor.predict(new float[] {3}))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NN-1504 at houses, predictor");
  }

  @Test
  void aModelThatIsAskedForAfterClosingIsRefused() {
    Injector injector = Guice.createInjector(JVM, houses(file));
    injector.getInstance(Neurite.class).close();
    assertThatThrownBy(() -> injector.getInstance(HOUSES))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("expected an open Neurite, found a closed one");
  }

  @Test
  void aFileIsReadWhenItIsNeededInEveryStage() {
    Path later = folder.resolve("later.nn");
    Injector injector = Guice.createInjector(Stage.PRODUCTION, JVM, houses(later));
    assertThatThrownBy(() -> injector.getInstance(HOUSES))
        .isInstanceOf(ProvisionException.class)
        .hasCauseInstanceOf(ModelFormatException.class);
    save(later, 5);
    assertThat(injector.getInstance(HOUSES).predict(new float[] {3})).containsExactly(15);
    injector.getInstance(Neurite.class).close();
  }

  @Test
  void anEagerModelThatIsNotThereKeepsTheApplicationFromStarting() {
    Path absent = folder.resolve("absent.nn");
    assertThatThrownBy(() -> Guice.createInjector(JVM, houses(absent).eager()))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("NN-1601")
        .hasMessageContaining("absent.nn")
        .satisfies(e -> assertThat(((CreationException) e).getErrorMessages()).hasSize(1));
    Injector injector = Guice.createInjector(JVM, houses(file).eager());
    assertThat(injector.getInstance(HOUSES).predict(new float[] {1})).containsExactly(2);
    injector.getInstance(Neurite.class).close();
  }

  @Test
  void optionsAreTheModulesOwn() {
    Injector injector =
        Guice.createInjector(JVM, houses(file).options(PredictorOptions.DEFAULT.sessions(7)));
    assertThat(
            injector
                .getInstance(Key.get(ArrayPredictor.class, Names.named("houses")))
                .status()
                .limit())
        .isEqualTo(7);
    injector.getInstance(Neurite.class).close();
  }

  @Test
  void requestsAreGatheredByChoice() {
    List<Integer> batches = new CopyOnWriteArrayList<>();
    Batching batching = Batching.DEFAULT.delay(Duration.ofSeconds(20)).maxRows(4);
    Injector injector =
        Guice.createInjector(
            JVM,
            houses(file).batching(batching),
            listening(
                new PredictionListener() {
                  @Override
                  public void onBatch(ObservedPredictor predictor, int rows, int queued) {
                    batches.add(rows);
                  }
                }));
    Predictor<float[], float[]> predictor = injector.getInstance(Agency.class).houses;
    assertThat(injector.getInstance(HOUSES)).isSameAs(predictor);
    assertThat(injector.getInstance(Key.get(Batching.class, Names.named("houses"))))
        .isEqualTo(batching);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> answers =
          IntStream.range(0, 4)
              .mapToObj(i -> callers.submit(() -> predictor.predict(new float[] {i})))
              .toList();
      for (int i = 0; i < 4; i++) {
        assertThat(answers.get(i))
            .succeedsWithin(Duration.ofSeconds(10))
            .isEqualTo(new float[] {2 * i});
      }
    } finally {
      callers.shutdown();
    }
    assertThat(batches).containsExactly(4);
    injector.getInstance(Neurite.class).close();
    assertThatThrownBy(() -> predictor.predict(new float[] {3}))
        .hasMessageContaining("NN-1504 at houses, micro-batcher");
    Injector late = Guice.createInjector(JVM, houses(file).batching(batching));
    late.getInstance(Neurite.class).close();
    assertThatThrownBy(() -> late.getInstance(HOUSES))
        .hasMessageContaining("expected an open Neurite, found a closed one");
  }

  @Test
  void batchingWithoutAPredictorToBatchIsAMistake() {
    ModelModule module = ModelModule.of("houses", file).batching(Batching.DEFAULT);
    assertThatThrownBy(() -> Guice.createInjector(JVM, module))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("model 'houses' at batching: expected predictor(I, O)");
  }

  private static Module listening(PredictionListener listener) {
    return new AbstractModule() {
      @Override
      protected void configure() {
        Multibinder.newSetBinder(binder(), PredictionListener.class)
            .addBinding()
            .toInstance(listener);
      }
    };
  }

  @Test
  void anythingCanBeOverridden() {
    Path other = folder.resolve("other.nn");
    save(other, 9);
    Module overridden =
        Modules.override(JVM, houses(file))
            .with(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(Backend.class).toInstance(new ReferenceBackend());
                    bind(Key.get(Path.class, Names.named("houses"))).toInstance(other);
                  }
                });
    Injector injector = Guice.createInjector(overridden);
    assertThat(injector.getInstance(HOUSES).predict(new float[] {1})).containsExactly(9);
    assertThat(injector.getInstance(Neurite.class).backend()).isInstanceOf(ReferenceBackend.class);

    Predictor<float[], float[]> fake =
        new Predictor<>() {
          @Override
          public float[] predict(float[] input) {
            return new float[] {-1};
          }

          @Override
          public void close() {}
        };
    Module faked =
        Modules.override(JVM, houses(folder.resolve("absent.nn")))
            .with(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(HOUSES).toInstance(fake);
                  }
                });
    Agency agency = Guice.createInjector(faked).getInstance(Agency.class);
    assertThat(agency.houses.predictAll(List.of(new float[1])).get(0)).containsExactly(-1);
  }

  @Test
  void listenersOfAnInjectorAreToldOfEverything() {
    List<String> heard = new ArrayList<>();
    Module listening =
        new AbstractModule() {
          @Override
          protected void configure() {
            Multibinder.newSetBinder(binder(), PredictionListener.class)
                .addBinding()
                .toInstance(
                    new PredictionListener() {
                      @Override
                      public void onPrediction(ObservedPredictor which, int rows, long nanos) {
                        heard.add(which.name() + " predicts " + rows);
                      }
                    });
            StepListener steps = (epoch, step, samples, loss) -> heard.add("step " + step);
            Multibinder.newSetBinder(binder(), TrainingListener.class)
                .addBinding()
                .toInstance(steps);
          }
        };
    Injector injector = Guice.createInjector(JVM, houses(file), listening);
    try (Neurite neurite = injector.getInstance(Neurite.class)) {
      injector.getInstance(HOUSES).predict(new float[] {1});
      neurite
          .trainer(neurite.model("line").input(1).layer(new Dense(1)).build())
          .loss(new MeanSquaredError())
          .fit(
              new ArrayDataset(
                  NDArray.of(new float[] {1, 2}, 2, 1), NDArray.of(new float[] {1, 2}, 2, 1)));
    }
    assertThat(heard).containsExactly("houses predicts 1", "step 1");
  }

  private static Key<Predictor<float[], float[]>> predictor(String name) {
    return Key.get(new TypeLiteral<>() {}, Names.named(name));
  }

  /** One of two configurations in one injector, of which only the predictor is seen outside. */
  private static Module wing(String name, NeuriteModule neurite, Path model) {
    return new PrivateModule() {
      @Override
      protected void configure() {
        install(neurite);
        install(ModelModule.of(name, model).predictor(float[].class, float[].class));
        expose(predictor(name));
        bind(Key.get(Neurite.class, Names.named(name))).to(Neurite.class);
        expose(Key.get(Neurite.class, Names.named(name)));
      }
    };
  }

  @Test
  void twoConfigurationsLiveSideBySide() {
    Path other = folder.resolve("other.nn");
    save(other, 4);
    Injector both =
        Guice.createInjector(wing("east", JVM, file), wing("west", JVM.threads(2), other));
    Neurite east = both.getInstance(Key.get(Neurite.class, Names.named("east")));
    Neurite west = both.getInstance(Key.get(Neurite.class, Names.named("west")));
    assertThat(east.backend()).isNotSameAs(west.backend());
    var eastern = both.getInstance(predictor("east"));
    var western = both.getInstance(predictor("west"));
    assertThat(eastern.predict(new float[] {1})).containsExactly(2);
    east.close();
    assertThat(western.predict(new float[] {1})).containsExactly(4);
    west.close();
  }

  @Test
  void createIsTheModuleWithAnInjectorOfItsOwn() {
    Injector injector = Guice.createInjector(JVM);
    try (Neurite injected = injector.getInstance(Neurite.class);
        Neurite created = Neurite.create(JVM)) {
      assertThat(created.backend().name()).isEqualTo(injected.backend().name());
      assertThat(created.registry().type(org.neurite.api.component.Layer.class, "dense"))
          .isEqualTo(Dense.class);
      assertThat(created.environment()).isNotSameAs(injected.environment());
    }
  }
}
