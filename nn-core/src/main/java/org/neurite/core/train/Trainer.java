package org.neurite.core.train;

// long: one method per option, each with its description

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.backend.Profile;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.schedule.ConstantSchedule;
import tools.jackson.databind.node.ObjectNode;

/** Says how a model is trained, then trains it. Not thread-safe; may be used again. */
public final class Trainer {
  private final Environment environment;
  private final Model model;
  private Optional<Loss> loss = Optional.empty();
  private Optimizer optimizer = new Adam();
  private Schedule schedule = new ConstantSchedule();
  private List<Metric> metrics = List.of();
  private int epochs = 1;
  private int batchSize = 64;
  private long seed = 42;
  private Optional<Dataset> validation = Optional.empty();
  private OptionalDouble clipValue = OptionalDouble.empty();
  private OptionalDouble clipNorm = OptionalDouble.empty();
  private OptionalDouble clipGlobalNorm = OptionalDouble.empty();
  private ParameterGroups groups = new ParameterGroups(List.of());
  private int accumulation = 1;
  private OptionalDouble averaging = OptionalDouble.empty();
  private List<Float> classWeights = List.of();
  private Optional<EarlyStopping> earlyStopping = Optional.empty();
  private Map<String, NDArray> initialWeights = Map.of();
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Optional<Consumer<Profile>> profiled = Optional.empty();
  private Optional<Checkpoints> checkpoints = Optional.empty();
  private InstantSource clock = SourceDate.clock(System.getenv());

  /**
   * A trainer with defaults: Adam, constant rate, 1 epoch, batches of 64, seed 42.
   *
   * @param environment backend and codec
   * @param model what is trained
   */
  public Trainer(Environment environment, Model model) {
    this.environment = environment;
    this.model = model;
    listeners.addAll(environment.trainingListeners());
  }

  /**
   * What is made small. Required.
   *
   * @param value the loss
   * @return this trainer
   */
  public Trainer loss(Loss value) {
    loss = Optional.of(value);
    return this;
  }

  /**
   * How weights follow gradients.
   *
   * @param value the optimizer
   * @return this trainer
   */
  public Trainer optimizer(Optimizer value) {
    optimizer = value;
    return this;
  }

  /**
   * How the learning rate changes.
   *
   * @param value the schedule
   * @return this trainer
   */
  public Trainer schedule(Schedule value) {
    schedule = value;
    return this;
  }

  /**
   * What validation measures besides the loss.
   *
   * @param values the metrics
   * @return this trainer
   */
  public Trainer metrics(Metric... values) {
    metrics = List.of(values);
    return this;
  }

  /**
   * Passes over the data.
   *
   * @param value at least 1
   * @return this trainer
   */
  public Trainer epochs(int value) {
    require(value >= 1, "epochs", "at least 1", value);
    epochs = value;
    return this;
  }

  /**
   * Samples per step; the last batch of an epoch may be smaller.
   *
   * @param value at least 1
   * @return this trainer
   */
  public Trainer batchSize(int value) {
    require(value >= 1, "batch size", "at least 1", value);
    batchSize = value;
    return this;
  }

  /**
   * Seed of weights, shuffling and dropout. The same seed gives the same bits.
   *
   * @param value any number
   * @return this trainer
   */
  public Trainer seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Data to judge the model by after each epoch.
   *
   * @param data not seen in training
   * @return this trainer
   */
  public Trainer validation(Dataset data) {
    validation = Optional.of(data);
    return this;
  }

  /**
   * Limits each element of the gradients.
   *
   * @param limit the largest magnitude, above 0
   * @return this trainer
   */
  public Trainer clipByValue(double limit) {
    require(limit > 0, "clip by value", "a limit above 0", limit);
    clipValue = OptionalDouble.of(limit);
    return this;
  }

  /**
   * Limits the Euclidean norm of each parameter's gradient by itself.
   *
   * @param limit the largest norm, above 0
   * @return this trainer
   */
  public Trainer clipByNorm(double limit) {
    require(limit > 0, "clip by norm", "a limit above 0", limit);
    clipNorm = OptionalDouble.of(limit);
    return this;
  }

  /**
   * Limits the Euclidean norm of all gradients together.
   *
   * @param limit the largest norm, above 0
   * @return this trainer
   */
  public Trainer clipByGlobalNorm(double limit) {
    require(limit > 0, "clip by global norm", "a limit above 0", limit);
    clipGlobalNorm = OptionalDouble.of(limit);
    return this;
  }

  /**
   * Treats some parameters in another way: rate, weight decay, regularizer, constraint, frozen.
   *
   * @param values what several say about one parameter, the last of them decides
   * @return this trainer
   */
  public Trainer groups(ParameterGroup... values) {
    groups = new ParameterGroups(List.of(values));
    return this;
  }

  /**
   * Updates weights once for several batches, by the mean of their gradients; an epoch's last
   * update may be of fewer, if the data know their size. Schedules then count updates.
   *
   * @param batches how many, at least 1
   * @return this trainer
   */
  public Trainer accumulate(int batches) {
    require(batches >= 1, "accumulate", "at least 1", batches);
    accumulation = batches;
    return this;
  }

  /**
   * Gives, and validates with, a running average of the weights (Polyak, Juditsky, 1992): after
   * update t, {@code average = k average + (1 - k) weights} with {@code k = min(decay, (1 + t) /
   * (10 + t))}.
   *
   * @param decay from 0 to below 1, for instance 0.999
   * @return this trainer
   */
  public Trainer averageWeights(double decay) {
    require(decay >= 0 && decay < 1, "average weights", "a decay from 0 to below 1", decay);
    averaging = OptionalDouble.of(decay);
    return this;
  }

  /**
   * How much samples of each class count. Multiplies with the data set's own weights.
   *
   * @param weights one per class, each at least 0
   * @return this trainer
   */
  public Trainer classWeights(double... weights) {
    List<Float> checked = new ArrayList<>();
    for (double weight : weights) {
      require(weight >= 0, "class weights", "weights of at least 0", weight);
      checked.add((float) weight);
    }
    classWeights = List.copyOf(checked);
    return this;
  }

  /**
   * Ends the training when it no longer improves, with the best weights.
   *
   * @param rule what to watch
   * @return this trainer
   */
  public Trainer earlyStopping(EarlyStopping rule) {
    earlyStopping = Optional.of(rule);
    return this;
  }

  /**
   * Starts from these weights instead of random ones.
   *
   * @param weights arrays by variable name; must fit the model
   * @return this trainer
   */
  public Trainer initialWeights(Map<String, NDArray> weights) {
    model.requireFits(weights);
    initialWeights = Map.copyOf(weights);
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener implements one or more of the listener interfaces
   * @return this trainer
   */
  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Writes checkpoints, and goes on from one if the rule says so.
   *
   * @param rule where and when
   * @return this trainer
   */
  public Trainer checkpoints(Checkpoints rule) {
    checkpoints = Optional.of(rule);
    return this;
  }

  /**
   * What tells the time that a model file states as its training's begin. By itself the system, or
   * the constant of the environment variable {@code SOURCE_DATE_EPOCH}: with a constant, trainings
   * that give equal weights give equal files.
   *
   * @param value the clock
   * @return this trainer
   */
  public Trainer clock(InstantSource value) {
    clock = value;
    return this;
  }

  /**
   * Measures where the time goes.
   *
   * @param receiver gets the profile, by layer and instruction, after the last step
   * @return this trainer
   */
  public Trainer profile(Consumer<Profile> receiver) {
    profiled = Optional.of(receiver);
    return this;
  }

  /**
   * Adds a listener for epochs.
   *
   * @param listener called after each epoch
   * @return this trainer
   */
  public Trainer onEpoch(EpochListener listener) {
    return listener(listener);
  }

  /**
   * Trains.
   *
   * @param data the training samples
   * @return the trained model
   * @throws TrainingException if the data do not fit the model or the loss, or the loss becomes NaN
   *     or infinite, or a checkpoint to resume from is of another training
   */
  public Trained fit(Dataset data) {
    return fit(data, Optional.empty());
  }

  private Trained fit(Dataset data, Optional<ObjectNode> description) {
    TrainingSettings settings = settings(data, description);
    try (TrainingRun run = new TrainingRun(environment, model, settings, data)) {
      return run.run();
    }
  }

  /**
   * The program of one training step, as {@link #fit} would run it: for {@link
   * Program#explain(long)}.
   *
   * @param data the training samples
   * @return the compiled program
   * @throws TrainingException if the data do not fit the model or the loss
   */
  public Program program(Dataset data) {
    return TrainingRun.program(environment, model, settings(data, Optional.empty()), data);
  }

  private TrainingSettings settings(Dataset data, Optional<ObjectNode> description) {
    Loss chosen =
        loss.orElseThrow(() -> badOption("loss", "a loss", "none; call loss(...) before fit(...)"));
    UpdateSettings updates =
        new UpdateSettings(
            optimizer, clipValue, clipNorm, clipGlobalNorm, groups, accumulation, averaging);
    return new TrainingSettings(
            chosen,
            updates,
            schedule,
            metrics,
            epochs,
            batchSize,
            seed,
            validation,
            classWeights,
            earlyStopping,
            initialWeights,
            List.copyOf(listeners),
            profiled,
            checkpoints,
            description,
            clock)
        .checked(model, data);
  }

  /**
   * Trains on data that know their validation part and how they were prepared.
   *
   * @param data samples, of which those held back are for validation
   * @return the trained model, with the description of its preprocessing
   * @throws TrainingException as {@link #fit(Dataset)}
   */
  public Trained fit(TrainingData data) {
    Optional<Dataset> own = validation;
    validation = data.validation().or(() -> own);
    try {
      Trained trained = fit(data.train(), data.description());
      return data.description().map(trained::withPreprocessing).orElse(trained);
    } finally {
      validation = own;
    }
  }

  static void require(boolean holds, String option, String expected, Object found) {
    if (!holds) {
      throw badOption(option, expected, String.valueOf(found));
    }
  }

  static TrainingException badOption(String option, String expected, String found) {
    return new TrainingException(
        Problem.of(ErrorCode.BAD_OPTION).at(option).expected(expected).found(found));
  }
}
