package org.neurite.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.ComponentException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Profile;
import org.neurite.api.backend.Session;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.StepListener;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Compiler;
import org.neurite.core.event.StepEvent;
import org.neurite.core.layer.Named;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.schedule.MeasuredSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from the first step to the last. */
final class TrainingRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final Environment environment;
  private final Model model;
  private final TrainingSettings settings;
  private final Schedule schedule;
  private final Dataset data;
  private final long epochSize;
  private final boolean weighted;
  private final TrainingGraph training;
  private final DeviceVariables variables;
  private final Map<String, String> averages;
  private final Session session;
  private final BatchFeed feed;
  private final UpdateClock clock;
  private final DeviceBuffer lossOutput;
  private final Optional<Evaluator> validation;
  private final float[] scalar = new float[1];
  private final Optional<Profile> profile;
  private final StepListener[] stepListeners;
  private final Prefetcher.Preparation targetCheck;
  private final List<EpochReport> history = new ArrayList<>();
  private long step;
  private long samples;
  private double lossSum;
  private double lossWeight;
  private double bestValue;
  private int epochsWithoutImprovement;
  private Map<String, NDArray> bestWeights = Map.of();

  TrainingRun(Environment environment, Model model, TrainingSettings settings, Dataset data) {
    this.environment = environment;
    this.model = model;
    this.settings = settings;
    this.schedule =
        settings.schedule() instanceof MeasuredSchedule measured
            ? measured.start()
            : settings.schedule();
    this.data = data;
    this.epochSize = data.size().orElse(Long.MAX_VALUE);
    this.targetCheck = Targets.check(model, settings.loss(), data.targetType());
    this.weighted = isWeighted(settings, data);
    Backend backend = environment.backend();
    this.training = TrainingGraph.of(model, settings, Targets.batchType(data), weighted);
    Program program = compiled(environment, model, training);
    this.profile = settings.profiled().map(receiver -> new Profile(program));
    LOG.debug("compiled {}: {} instructions", program.name(), program.instructions().size());
    this.averages = training.averages();
    this.variables =
        new DeviceVariables(
            backend, training.variables(), settings.initialWeights(), settings.seed());
    Session opened = null;
    try {
      averages.forEach(
          (weight, average) ->
              variables.write(Map.of(average, variables.read(List.of(weight)).get(weight))));
      opened =
          backend.prepare(program).open(settings.batchSize(), settings.seed(), variables.buffers());
      this.session = opened;
      this.validation = settings.validation().map(this::evaluator);
      profile.ifPresent(session::profile);
    } catch (RuntimeException | OutOfMemoryError e) {
      if (opened != null) {
        opened.close();
      }
      variables.close();
      throw e;
    }
    this.feed = new BatchFeed(session, weighted);
    boolean takesMomentum = program.inputs().containsKey(WeightUpdates.MOMENTUM);
    this.clock = new UpdateClock(schedule, settings.updates(), session, takesMomentum);
    if (schedule.momentum(0).isPresent() && !takesMomentum) {
      LOG.warn("the schedule sets a momentum, but {} has none", settings.updates().optimizer());
    }
    this.lossOutput = session.output(Program.LOSS);
    this.stepListeners = listeners(StepListener.class).toArray(StepListener[]::new);
    this.bestValue = settings.earlyStopping().map(EarlyStopping::worst).orElse(0.0);
  }

  private static boolean isWeighted(TrainingSettings settings, Dataset data) {
    return data.hasWeights() || !settings.classWeights().isEmpty();
  }

  private static Program compiled(Environment environment, Model model, TrainingGraph training) {
    return Compiler.compile(model.name() + "/train", training.graph(), environment.backend());
  }

  /** The program that a run would use. */
  static Program program(
      Environment environment, Model model, TrainingSettings settings, Dataset data) {
    boolean weighted = isWeighted(settings, data);
    return compiled(
        environment, model, TrainingGraph.of(model, settings, Targets.batchType(data), weighted));
  }

  private Evaluator evaluator(Dataset validationData) {
    return new Evaluator(
        environment.backend(),
        model,
        settings.loss(),
        validationData,
        settings.batchSize(),
        judged(),
        Targets.check(model, settings.loss(), validationData.targetType()));
  }

  /** The variables with running averages in the place of what they average. */
  private Map<String, DeviceBuffer> judged() {
    Map<String, DeviceBuffer> buffers = new LinkedHashMap<>(variables.buffers());
    averages.forEach((weight, average) -> buffers.put(weight, buffers.get(average)));
    return buffers;
  }

  private <L extends TrainingListener> List<L> listeners(Class<L> type) {
    return settings.listeners().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Trains to the end. */
  Trained run() {
    StartListener.Start start =
        new StartListener.Start(
            model,
            environment.backend().name(),
            settings.epochs(),
            settings.batchSize(),
            data.size());
    listeners(StartListener.class).forEach(l -> l.onStart(start));
    try (Prefetcher batches =
        new Prefetcher(
            data, settings.batchSize(), settings.epochs(), settings.seed(), this::prepare)) {
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        EpochReport report = epoch(epoch, batches);
        history.add(report);
        if (settings.schedule() instanceof MeasuredSchedule measured) {
          measured.watched().ifPresent(name -> observe(watched("schedule", name, report)));
        }
        listeners(EpochListener.class).forEach(l -> l.onEpoch(report));
        if (stopsAfter(report)) {
          LOG.info("stopped early after epoch {} of {}", epoch, settings.epochs());
          break;
        }
      }
    }
    Map<String, NDArray> last = bestWeights.isEmpty() ? weights() : bestWeights;
    Diagnosis.requireFinite(model, last, step);
    Trained trained = new Trained(environment, model, last, List.copyOf(history), provenance());
    settings.profiled().ifPresent(receiver -> receiver.accept(profile.orElseThrow()));
    listeners(EndListener.class).forEach(l -> l.onEnd(trained));
    return trained;
  }

  private void observe(double measured) {
    ((MeasuredSchedule.Running) schedule).observe(measured);
  }

  /** Who trains for hours wants to know at once, not when saving fails. */
  private void warnIfUnsavable() {
    for (Named layer : model.layers()) {
      try {
        environment.codec().write(layer);
      } catch (ComponentException e) {
        LOG.warn("{} can be trained, but not saved: {}", model.name(), e.getMessage());
      }
    }
  }

  private void prepare(Batch batch, int count) {
    targetCheck.prepare(batch, count);
    if (!settings.classWeights().isEmpty()) {
      for (int i = 0; i < count; i++) {
        float own = data.hasWeights() ? batch.weights()[i] : 1;
        batch.weights()[i] = own * settings.classWeights().get(batch.labels()[i]);
      }
    }
  }

  private EpochReport epoch(int epoch, Prefetcher batches) {
    samples = 0;
    lossSum = 0;
    lossWeight = 0;
    double learningRate = clock.rate();
    long started = System.nanoTime();
    boolean last = false;
    while (!last) {
      Prefetcher.Chunk chunk = batches.take();
      for (int i = 0; i < chunk.size(); i++) {
        step(epoch, chunk.batch(i), chunk.count(i));
      }
      last = chunk.isLast();
      batches.giveBack(chunk);
    }
    double seconds = (System.nanoTime() - started) * 1e-9;
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(Program.LOSS, lossWeight == 0 ? 0 : lossSum / lossWeight);
    values.put(WeightUpdates.LEARNING_RATE, learningRate);
    validation.ifPresent(
        v -> v.evaluate(settings.metrics()).forEach((k, x) -> values.put("val_" + k, x)));
    return new EpochReport(epoch, settings.epochs(), step, samples, seconds, values);
  }

  private void step(int epoch, Batch batch, int n) {
    Optional<StepEvent> recorded = StepEvent.start();
    feed.write(batch, n);
    clock.next(samples + n >= epochSize);
    step++;
    if (!session.run(n, step)) {
      throw Diagnosis.of(
          environment.backend(),
          model,
          training,
          variables.buffers(),
          batch,
          n,
          step,
          settings.seed());
    }
    lossOutput.read(0, scalar, 0, 1);
    float loss = scalar[0];
    double weight = weighted ? sum(batch.weights(), n) : n;
    lossSum += loss * weight;
    lossWeight += weight;
    samples += n;
    if (recorded.isPresent()) {
      recorded.get().finish(model.name(), epoch, step, n, loss);
    }
    if (step == 1) { // people wait for the first step, so nothing is done before it that can wait
      warnIfUnsavable();
    }
    for (StepListener listener : stepListeners) {
      listener.onStep(epoch, step, n, loss);
    }
  }

  private static double sum(float[] values, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return sum;
  }

  private boolean stopsAfter(EpochReport report) {
    if (settings.earlyStopping().isEmpty()) {
      return false;
    }
    EarlyStopping rule = settings.earlyStopping().get();
    double value = watched("early stopping", rule.value(), report);
    if (rule.improves(value, bestValue)) {
      bestValue = value;
      bestWeights = weights();
      epochsWithoutImprovement = 0;
      return false;
    }
    return ++epochsWithoutImprovement >= rule.patience();
  }

  private static double watched(String option, String name, EpochReport report) {
    Double value = report.values().get(name);
    if (value == null) {
      throw Trainer.badOption(
          option, "one of the values " + report.values().keySet(), "'" + name + "'");
    }
    return value;
  }

  private Map<String, NDArray> weights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (VariableSpec variable : model.variables()) {
      String source = averages.getOrDefault(variable.name(), variable.name());
      weights.put(variable.name(), variables.read(List.of(source)).get(source));
    }
    return weights;
  }

  private Map<String, Object> provenance() {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("backend", environment.backend().name());
    provenance.put("seed", settings.seed());
    provenance.put("epochs", history.size());
    provenance.put("steps", step);
    provenance.put("batchSize", settings.batchSize());
    provenance.put("values", history.get(history.size() - 1).values());
    return provenance;
  }

  @Override
  public void close() {
    validation.ifPresent(Evaluator::close);
    session.close();
    variables.close();
  }
}
