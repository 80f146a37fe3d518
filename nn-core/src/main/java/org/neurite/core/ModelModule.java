package org.neurite.core;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import com.google.inject.util.Types;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.Batching;
import org.neurite.core.predict.MicroBatcher;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;

/**
 * A model by name, for an application's injector beside {@link NeuriteModule}. Binds, each once per
 * injector and annotated with the name ({@link com.google.inject.name.Named}): {@link Path}, the
 * model file; {@link PredictorOptions}; {@link Trained}; {@link ArrayPredictor}; and, if types are
 * stated, {@code Predictor<I, O>} of these types, which with {@link #batching} gathers its callers'
 * requests and has its {@link Batching} bound, too. Files are read when they are first needed, also
 * in Guice's production stage, or all at once if {@link #eager()} says so. Predictors are closed
 * with the injector's {@link Neurite}. Immutable.
 */
public final class ModelModule extends AbstractModule {
  private final String name;
  private final Path file;
  private final PredictorOptions options;
  private final boolean isEager;
  private final Optional<Speech<?, ?>> speech;
  private final Optional<Batching> batching;

  /** The types that a predictor speaks. */
  private record Speech<I, O>(TypeLiteral<I> input, TypeLiteral<O> answer) {
    @SuppressWarnings("unchecked") // the type is put together from the two literals
    Key<Predictor<I, O>> key(Annotation name) {
      return (Key<Predictor<I, O>>)
          Key.get(
              Types.newParameterizedType(Predictor.class, input.getType(), answer.getType()), name);
    }

    TypedPredictor<I, O> predictor(Trained trained, ArrayPredictor network) {
      return trained.predictor(input, answer, network);
    }
  }

  private ModelModule(
      String name,
      Path file,
      PredictorOptions options,
      boolean isEager,
      Optional<Speech<?, ?>> speech,
      Optional<Batching> batching) {
    this.name = Objects.requireNonNull(name, "name");
    this.file = Objects.requireNonNull(file, "file");
    this.options = options;
    this.isEager = isEager;
    this.speech = speech;
    this.batching = batching;
  }

  /**
   * A model that is read when it is first needed.
   *
   * @param name what the bindings are annotated with
   * @param file the model file
   * @return the module
   */
  public static ModelModule of(String name, Path file) {
    return new ModelModule(
        name, file, PredictorOptions.DEFAULT, false, Optional.empty(), Optional.empty());
  }

  /**
   * The same with a predictor in an application's own types.
   *
   * @param input what is asked
   * @param answer what is answered
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a copy
   */
  public <I, O> ModelModule predictor(Class<I> input, Class<O> answer) {
    return predictor(TypeLiteral.get(input), TypeLiteral.get(answer));
  }

  /**
   * The same with a predictor in an application's own types.
   *
   * @param input what is asked, for instance {@code new TypeLiteral<Map<String, Object>>() {}}
   * @param answer what is answered
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a copy
   */
  public <I, O> ModelModule predictor(TypeLiteral<I> input, TypeLiteral<O> answer) {
    return new ModelModule(
        name, file, options, isEager, Optional.of(new Speech<>(input, answer)), batching);
  }

  /**
   * Other options for the predictors.
   *
   * @param value how many callers are served at the same time, and what happens to more
   * @return a copy
   */
  public ModelModule options(PredictorOptions value) {
    return new ModelModule(name, file, value, isEager, speech, batching);
  }

  /**
   * The same with a {@link MicroBatcher}: single requests to the {@code Predictor<I, O>} are
   * gathered to batches. Without {@link #predictor} there is nothing to batch, and making the
   * injector fails.
   *
   * @param value how long a request waits for others, how many there are, and what happens to more
   * @return a copy
   */
  public ModelModule batching(Batching value) {
    return new ModelModule(name, file, options, isEager, speech, Optional.of(value));
  }

  /**
   * Reads the file and makes the predictor while the injector is made, so that a file that is not
   * there or does not fit keeps the application from starting.
   *
   * @return a copy
   */
  public ModelModule eager() {
    return new ModelModule(name, file, options, true, speech, batching);
  }

  @Override
  protected void configure() {
    if (batching.isPresent() && speech.isEmpty()) {
      addError(
          "model '%s' at batching: expected predictor(I, O) to say what is batched, found none."
              + " Add predictor(...), or leave batching(...) out",
          name);
    }
    Annotation named = Names.named(name);
    bind(Key.get(Path.class, named)).toInstance(file);
    bind(Key.get(PredictorOptions.class, named)).toInstance(options);
    Provider<Neurite> neurite = getProvider(Neurite.class);
    Provider<Path> path = getProvider(Key.get(Path.class, named));
    Provider<PredictorOptions> chosen = getProvider(Key.get(PredictorOptions.class, named));
    Key<Trained> trainedKey = Key.get(Trained.class, named);
    lazily(trainedKey, () -> neurite.get().load(path.get()));
    Provider<Trained> trained = getProvider(trainedKey);
    Key<ArrayPredictor> networkKey = Key.get(ArrayPredictor.class, named);
    Provider<ArrayPredictor> opened =
        () -> closing(neurite.get(), trained.get().predictor(chosen.get()));
    if (speech.isEmpty()) {
      asChosen(networkKey, opened);
      return;
    }
    lazily(networkKey, opened);
    bind(speech.get(), named, trained, getProvider(networkKey));
  }

  private static ArrayPredictor closing(Neurite neurite, ArrayPredictor network) {
    return neurite.closing(network.name(), network, network::close);
  }

  private <I, O> void bind(
      Speech<I, O> types,
      Annotation named,
      Provider<Trained> trained,
      Provider<ArrayPredictor> network) {
    if (batching.isEmpty()) {
      asChosen(types.key(named), () -> types.predictor(trained.get(), network.get()));
      return;
    }
    Key<Batching> key = Key.get(Batching.class, named);
    bind(key).toInstance(batching.get());
    Provider<Batching> settings = getProvider(key);
    Provider<Neurite> neurite = getProvider(Neurite.class);
    asChosen(
        types.key(named),
        () -> {
          TypedPredictor<I, O> predictor = types.predictor(trained.get(), network.get());
          MicroBatcher<I, O> batcher = new MicroBatcher<>(predictor, settings.get());
          return neurite.get().closing(predictor.network().name(), batcher, batcher::close);
        });
  }

  /** The last of what is bound, which asks for the others: a fault is then told once. */
  private <T> void asChosen(Key<T> key, Provider<T> provider) {
    if (isEager) {
      bind(key).toProvider(provider).asEagerSingleton();
    } else {
      lazily(key, provider);
    }
  }

  private <T> void lazily(Key<T> key, Provider<T> provider) {
    bind(key).toProvider(new Lazy<>(provider));
  }

  /** Asks once, when somebody asks it. A Guice singleton would not wait in the production stage. */
  private static final class Lazy<T> implements Provider<T> {
    private final Provider<T> source;
    private Optional<T> value = Optional.empty();

    Lazy(Provider<T> source) {
      this.source = source;
    }

    @Override
    public synchronized T get() {
      if (value.isEmpty()) {
        value = Optional.of(source.get());
      }
      return value.get();
    }
  }
}
