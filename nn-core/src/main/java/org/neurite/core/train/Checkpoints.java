package org.neurite.core.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a training writes down all that it needs to go on, and where. Each checkpoint is a model
 * file that predicts as it is, with optimizer slots, position, history and listeners' states added.
 *
 * <pre>{@code
 * trainer.checkpoints(
 *     Checkpoints.in(Path.of("run-1")).everySteps(500).keepLast(3).keepBest("val_loss").resume());
 * }</pre>
 *
 * <p>A training that goes on from a checkpoint ends with the same bytes as one that was never
 * interrupted, on the same backend. A file appears whole or not at all, so that a training may be
 * killed at any instant. One that can't be written, for instance on a full disk, is a warning in
 * the log: training goes on, and older files stay.
 *
 * @param folder where the files go; one folder for each training
 * @param everySteps steps between two checkpoints
 * @param every time between two checkpoints; both empty for one at the end of each epoch
 * @param keepLast how many stay, at least 1
 * @param keepBest name of a value of {@link org.neurite.api.component.EpochReport#values()}: the
 *     epoch with the best one is kept besides
 * @param resumes whether to go on from the newest checkpoint, if there is one
 */
public record Checkpoints(
    Path folder,
    OptionalLong everySteps,
    Optional<Duration> every,
    int keepLast,
    Optional<String> keepBest,
    boolean resumes) {
  private static final int KEPT = 3;

  /** Checks ranges. */
  public Checkpoints {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(keepBest, "keepBest");
    everySteps.ifPresent(k -> require(k >= 1, "every step or more", k + " steps"));
    every.ifPresent(d -> require(d.toMillis() >= 1, "a time of at least 1 ms", d));
    require(keepLast >= 1, "at least 1 to keep", keepLast);
  }

  private static void require(boolean holds, String expected, Object found) {
    Trainer.require(holds, "checkpoints", expected, found);
  }

  /**
   * A checkpoint at the end of each epoch, of which the last three stay.
   *
   * @param folder where the files go; made if it is not there
   * @return the rule
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(
        folder, OptionalLong.empty(), Optional.empty(), KEPT, Optional.empty(), false);
  }

  /**
   * A checkpoint each so many steps, instead of at the end of each epoch.
   *
   * @param steps at least 1
   * @return the changed rule
   */
  public Checkpoints everySteps(long steps) {
    return new Checkpoints(folder, OptionalLong.of(steps), every, keepLast, keepBest, resumes);
  }

  /**
   * A checkpoint after the first step that ends so long after the last one, instead of at the end
   * of each epoch.
   *
   * @param time at least a millisecond
   * @return the changed rule
   */
  public Checkpoints every(Duration time) {
    return new Checkpoints(folder, everySteps, Optional.of(time), keepLast, keepBest, resumes);
  }

  /**
   * How many stay.
   *
   * @param files at least 1
   * @return the changed rule
   */
  public Checkpoints keepLast(int files) {
    return new Checkpoints(folder, everySteps, every, files, keepBest, resumes);
  }

  /**
   * Also writes, and keeps, the epoch with the best of a value. Better is what {@link
   * EarlyStopping#on} takes for better.
   *
   * @param value name in {@link org.neurite.api.component.EpochReport#values()}
   * @return the changed rule
   */
  public Checkpoints keepBest(String value) {
    return new Checkpoints(folder, everySteps, every, keepLast, Optional.of(value), resumes);
  }

  /**
   * Goes on from the newest complete checkpoint; begins anew if there is none.
   *
   * @return the changed rule
   */
  public Checkpoints resume() {
    return new Checkpoints(folder, everySteps, every, keepLast, keepBest, true);
  }
}
