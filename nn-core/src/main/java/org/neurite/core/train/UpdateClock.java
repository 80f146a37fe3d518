package org.neurite.core.train;

import java.util.Optional;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Schedule;
import org.neurite.core.registry.PluginFaults;

/** Tells each step its learning rate, the number of its update, and whether it updates at all. */
final class UpdateClock {
  static final String SCHEDULE = "schedule";

  private final Schedule stated;
  private final Schedule schedule;
  private final double base;
  private final int accumulation;
  private final DeviceBuffer rateInput;
  private final DeviceBuffer stepInput;
  private final Optional<DeviceBuffer> momentumInput;
  private final Optional<DeviceBuffer> shareInput;
  private final float[] scalar = new float[1];
  private long updates;
  private int pending;

  /**
   * For one training.
   *
   * @param stated the schedule as a component, who is to blame for what it throws
   * @param schedule the schedule in this training
   * @param takesMomentum whether the step wants the schedule's momentum
   */
  UpdateClock(
      Schedule stated,
      Schedule schedule,
      UpdateSettings settings,
      Session session,
      boolean takesMomentum) {
    this.stated = stated;
    this.schedule = schedule;
    Optimizer optimizer = settings.optimizer();
    this.base = PluginFaults.call(optimizer, "optimizer", optimizer::learningRate);
    this.accumulation = settings.accumulation();
    this.rateInput = session.input(WeightUpdates.LEARNING_RATE);
    this.stepInput = session.input(WeightUpdates.STEP);
    this.momentumInput =
        takesMomentum ? Optional.of(session.input(WeightUpdates.MOMENTUM)) : Optional.empty();
    this.shareInput =
        accumulation > 1 ? Optional.of(session.input(WeightUpdates.SHARE)) : Optional.empty();
  }

  /** Goes on from where a checkpoint was made. */
  void set(Position position) {
    updates = position.updates();
    pending = position.pending();
  }

  long updates() {
    return updates;
  }

  int pending() {
    return pending;
  }

  /** Whether a schedule gives each step a momentum. */
  static boolean hasMomentum(Schedule schedule) {
    return PluginFaults.call(schedule, SCHEDULE, () -> schedule.momentum(0).isPresent());
  }

  /** The rate of the next update. */
  double rate() {
    try {
      return schedule.rate(base, updates);
    } catch (RuntimeException | LinkageError e) {
      throw PluginFaults.told(stated, SCHEDULE, e);
    }
  }

  /** Before a batch: it ends an update if enough have been gathered, or if it is the last. */
  void next(boolean last) {
    pending++;
    boolean updating = pending == accumulation || last;
    write(rateInput, (float) rate());
    write(stepInput, (float) (updates + 1));
    if (momentumInput.isPresent()) {
      write(momentumInput.get(), (float) momentum());
    }
    if (shareInput.isPresent()) {
      write(shareInput.get(), updating ? 1f / pending : 0);
    }
    if (updating) {
      updates++;
      pending = 0;
    }
  }

  private double momentum() {
    try {
      return schedule.momentum(updates).orElseThrow();
    } catch (RuntimeException | LinkageError e) {
      throw PluginFaults.told(stated, SCHEDULE, e);
    }
  }

  private void write(DeviceBuffer input, float value) {
    scalar[0] = value;
    input.write(scalar, 0, 0, 1);
  }
}
