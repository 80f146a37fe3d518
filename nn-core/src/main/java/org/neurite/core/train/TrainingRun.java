package org.neurite.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Profile;
import org.neurite.api.backend.Session;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.Schedule;
import org.neurite.api.graph.Leaf;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Compiler;
import org.neurite.core.event.FlightEvents;
import org.neurite.core.event.StepEvent;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.registry.PluginFaults;
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
  private final Listeners listeners;
  private final Prefetcher.Preparation preparation;
  private final List<EpochReport> history = new ArrayList<>();
  private final EpochTotals totals = new EpochTotals();
  private final Optional<Watch> stopping;
  private final Optional<Checkpointing> checkpointing;
  private final Position begin;
  private final TrainingProvenance provenance;
  private Optional<Checkpoint> resumed;
  private long step;
  private long started;
  private Map<String, NDArray> bestWeights = Map.of();

  TrainingRun(Environment environment, Model model, TrainingSettings settings, Dataset data) {
    this.environment = environment;
    this.model = model;
    this.settings = settings;
    this.schedule =
        settings.schedule() instanceof MeasuredSchedule measured
            ? PluginFaults.call(measured, UpdateClock.SCHEDULE, measured::start)
            : settings.schedule();
    this.data = data;
    this.epochSize = data.size().orElse(Long.MAX_VALUE);
    this.preparation =
        ClassWeights.apply(
            settings.classWeights(),
            data.hasWeights(),
            Targets.check(model, settings.loss(), data.targetType()));
    this.weighted = isWeighted(settings, data);
    Backend backend = environment.backend();
    this.stopping = settings.earlyStopping().map(rule -> new Watch(rule, "early stopping"));
    this.provenance = new TrainingProvenance(environment, settings, data);
    this.checkpointing =
        settings
            .checkpoints()
            .map(rule -> new Checkpointing(rule, environment, model, settings, provenance.told()));
    this.resumed = checkpointing.flatMap(Checkpointing::newest);
    this.begin = resumed.map(Checkpoint::position).orElse(Position.start());
    resumed.map(Checkpoint::began).ifPresent(provenance::resume);
    this.training = TrainingGraph.of(model, settings, Targets.batchType(data), weighted);
    Program program = compiled(environment, model, training);
    this.profile = settings.profiled().map(receiver -> new Profile(program));
    LOG.debug("compiled {}: {} instructions", program.name(), program.instructions().size());
    this.averages = training.averages();
    this.variables =
        new DeviceVariables(
            backend, training.variables(), settings.initialWeights(), settings.seed());
    Session opened = null;
    Optional<Evaluator> validating = Optional.empty();
    try {
      averages.forEach(
          (weight, average) ->
              variables.write(Map.of(average, variables.read(List.of(weight)).get(weight))));
      opened =
          backend.prepare(program).open(settings.batchSize(), settings.seed(), variables.buffers());
      this.session = opened;
      profile.ifPresent(session::profile);
      this.clock = clock(program);
      validating = settings.validation().map(this::evaluator);
      this.feed = new BatchFeed(session, weighted);
      this.lossOutput = session.output(Program.LOSS);
      this.listeners = new Listeners(settings.listeners());
    } catch (RuntimeException | OutOfMemoryError e) {
      validating.ifPresent(Evaluator::close);
      if (opened != null) {
        opened.close();
      }
      variables.close();
      throw e;
    }
    this.validation = validating;
  }

  private UpdateClock clock(Program program) {
    boolean takesMomentum = program.inputs().containsKey(WeightUpdates.MOMENTUM);
    if (UpdateClock.hasMomentum(settings.schedule()) && !takesMomentum) {
      LOG.warn("the schedule sets a momentum, but {} has none", settings.updates().optimizer());
    }
    return new UpdateClock(
        settings.schedule(), schedule, settings.updates(), session, takesMomentum);
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

  /** Takes up where a checkpoint was made; what reports decide is decided again from them. */
  private void restore(Checkpoint checkpoint) {
    step = begin.step();
    clock.set(begin);
    checkpoint.restoreVariables(training.variables(), variables);
    bestWeights = checkpoint.best();
    for (EpochReport report : checkpoint.history()) {
      learn(report);
      checkpointing.ifPresent(c -> c.isDue(report));
    }
    listeners.restore(checkpoint.listeners());
  }

  /** What follows from an epoch for the next ones; says whether it is the best so far. */
  private boolean learn(EpochReport report) {
    history.add(report);
    if (settings.schedule() instanceof MeasuredSchedule measured) {
      measured.watched().ifPresent(name -> observe(Watch.value("schedule", name, report)));
    }
    return stopping.isPresent() && stopping.get().improves(report);
  }

  private boolean isStopped() {
    return stopping.map(Watch::isOver).orElse(false);
  }

  /** Trains to the end. */
  Trained run() {
    resumed.ifPresent(this::restore);
    resumed = Optional.empty(); // its arrays are copied
    StartListener.Start start =
        new StartListener.Start(
            model,
            environment.backend().name(),
            settings.epochs(),
            settings.batchSize(),
            data.size(),
            history.stream().mapToLong(EpochReport::samples).sum() + begin.samples());
    listeners.tell(StartListener.class, l -> l.onStart(start));
    totals.set(begin);
    try (Prefetcher batches =
        new Prefetcher(
            data, settings.batchSize(), settings.epochs(), settings.seed(), begin, preparation)) {
      for (int epoch = begin.epoch(); epoch <= settings.epochs() && !isStopped(); epoch++) {
        end(epoch(epoch, batches));
      }
    }
    Map<String, NDArray> last = bestWeights.isEmpty() ? weights() : bestWeights;
    Diagnosis.requireFinite(model, last, step);
    Trained trained =
        new Trained(
            environment, model, last, List.copyOf(history), provenance.after(history, step));
    settings.profiled().ifPresent(receiver -> receiver.accept(profile.orElseThrow()));
    listeners.tell(EndListener.class, l -> l.onEnd(trained));
    return trained;
  }

  /** What is done when an epoch is over. */
  private void end(EpochReport report) {
    if (learn(report)) {
      bestWeights = weights();
    }
    listeners.tell(EpochListener.class, l -> l.onEpoch(report));
    if (isStopped()) {
      LOG.info("stopped early after epoch {} of {}", report.epoch(), settings.epochs());
    }
    Position next = totals.position(report.epoch(), step, clock, started).nextEpoch();
    totals.set(next);
    if (checkpointing.isPresent() && checkpointing.get().isDue(report)) {
      save(next);
    }
  }

  private void save(Position position) {
    Checkpointing to = checkpointing.orElseThrow();
    to.write(checkpoint(position), provenance.after(history, step));
  }

  private Checkpoint checkpoint(Position position) {
    Map<String, NDArray> others = new LinkedHashMap<>();
    for (VariableSpec variable : training.variables()) {
      boolean isWeight = variable.role() != Leaf.Role.SLOT;
      if (!isWeight || averages.containsKey(variable.name())) {
        others.putAll(variables.read(List.of(variable.name())));
      }
    }
    return new Checkpoint(
        provenance.began(), position, history, weights(), others, bestWeights, listeners.states());
  }

  private void observe(double measured) {
    PluginFaults.run(
        settings.schedule(),
        UpdateClock.SCHEDULE,
        () -> ((MeasuredSchedule.Running) schedule).observe(measured));
  }

  private EpochReport epoch(int epoch, Prefetcher batches) {
    double learningRate = totals.learningRate(clock);
    started = System.nanoTime();
    boolean last = false;
    while (!last) {
      Prefetcher.Chunk chunk = batches.take();
      for (int i = 0; i < chunk.size(); i++) {
        step(epoch, chunk.batch(i), chunk.count(i));
        if (checkpointing.isPresent() && checkpointing.get().isDue(step)) {
          save(totals.position(epoch, step, clock, started));
        }
      }
      last = chunk.isLast();
      batches.giveBack(chunk);
    }
    double seconds = totals.seconds(started);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(Program.LOSS, totals.meanLoss());
    values.put(WeightUpdates.LEARNING_RATE, learningRate);
    validation.ifPresent(
        v -> v.evaluate(settings.metrics()).forEach((k, x) -> values.put("val_" + k, x)));
    return new EpochReport(epoch, settings.epochs(), step, totals.samples(), seconds, values);
  }

  private void step(int epoch, Batch batch, int n) {
    Optional<StepEvent> recorded = FlightEvents.step();
    feed.write(batch, n);
    clock.next(totals.samples() + n >= epochSize);
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
    totals.add(n, loss, weighted ? sum(batch.weights(), n) : n);
    if (recorded.isPresent()) {
      recorded.get().finish(model.name(), epoch, step, n, loss);
    }
    // People wait for the first step, so nothing is done before it that can wait.
    if (step == begin.step() + 1) {
      Unsavable.warn(environment, model);
    }
    listeners.onStep(epoch, step, n, loss);
  }

  private static double sum(float[] values, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return sum;
  }

  private Map<String, NDArray> weights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (VariableSpec variable : model.variables()) {
      String source = averages.getOrDefault(variable.name(), variable.name());
      weights.put(variable.name(), variables.read(List.of(source)).get(source));
    }
    return weights;
  }

  @Override
  public void close() {
    validation.ifPresent(Evaluator::close);
    session.close();
    variables.close();
  }
}
