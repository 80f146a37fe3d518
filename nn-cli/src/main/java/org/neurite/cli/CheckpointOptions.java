package org.neurite.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.neurite.core.train.Checkpoints;
import picocli.CommandLine.Option;

/** What is written down while a network learns, to go on after an interruption. */
final class CheckpointOptions {
  private static final String FOLDER = "--checkpoints";
  private static final int MOST_MINUTES = 10_000;

  @Option(
      names = FOLDER,
      paramLabel = "DIR",
      description =
          "Write a checkpoint there after each epoch: a model file with which --resume goes on.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--checkpoint-steps",
      paramLabel = "K",
      description = "Write one each K steps instead.")
  private Optional<Long> steps = Optional.empty();

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      description = "Write one each M minutes instead; a part of one is a number such as 0.5.")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many of the newest checkpoints stay. Default: 3.")
  private Optional<Integer> keep = Optional.empty();

  @Option(
      names = "--keep-best",
      description = "Write and keep that of the epoch with the best validation loss, too.")
  private boolean best;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint; begin anew if there is none. Ends with the same model"
              + " as a training that was never interrupted.")
  private boolean resume;

  void check() {
    boolean stated = steps.isPresent() || minutes.isPresent() || keep.isPresent() || best || resume;
    Usage.require(
        folder.isPresent() || !stated,
        FOLDER,
        "a folder for --checkpoint-steps, --checkpoint-minutes, --keep, --keep-best or --resume",
        "none");
    steps.ifPresent(k -> Usage.require(k >= 1, "--checkpoint-steps", "at least 1", k));
    minutes.ifPresent(
        m ->
            Usage.require(
                m >= 0.001 && m <= MOST_MINUTES,
                "--checkpoint-minutes",
                "from 0.001 to " + MOST_MINUTES,
                m));
    keep.ifPresent(n -> Usage.require(n >= 1, "--keep", "at least 1", n));
  }

  void requireValidation(long rows) {
    Usage.require(rows > 0 || !best, "--keep-best", "rows to validate on", "--validation 0");
  }

  /** The rule for a training, if there is to be a checkpoint at all. */
  Optional<Checkpoints> rule() {
    return folder.map(this::rule);
  }

  private Checkpoints rule(Path path) {
    Checkpoints rule = Checkpoints.in(path);
    if (steps.isPresent()) {
      rule = rule.everySteps(steps.get());
    }
    if (minutes.isPresent()) {
      rule = rule.every(Duration.ofMillis(Math.round(minutes.get() * 60_000)));
    }
    if (keep.isPresent()) {
      rule = rule.keepLast(keep.get());
    }
    if (best) {
      rule = rule.keepBest("val_loss");
    }
    return resume ? rule.resume() : rule;
  }
}
