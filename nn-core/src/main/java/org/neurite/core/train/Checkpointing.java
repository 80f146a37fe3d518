package org.neurite.core.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.api.component.EpochReport;
import org.neurite.core.event.CheckpointEvent;
import org.neurite.core.event.FlightEvents;
import org.neurite.core.file.CheckpointArchive;
import org.neurite.core.file.ModelArchive;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** When one training writes checkpoints, and from which it goes on. */
final class Checkpointing {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

  private final Checkpoints rule;
  private final CheckpointFolder folder;
  private final ModelCodec codec;
  private final ObjectNode model;
  private final Optional<ObjectNode> preprocessing;
  private final ObjectNode settings;
  private final Optional<Watch> best;
  private long bestStep = -1;
  private long last = System.nanoTime();

  /**
   * For one training.
   *
   * @throws org.neurite.api.ComponentException if the model has a layer that no file can name
   * @throws ModelFormatException with {@code NN-1603} if nothing can be written to the folder
   * @throws org.neurite.api.TrainingException with {@code NN-1406} if the folder holds checkpoints
   *     and the training does not resume
   */
  Checkpointing(
      Checkpoints rule,
      Environment environment,
      Model model,
      TrainingSettings all,
      ObjectNode told) {
    this.rule = rule;
    this.codec = new ModelCodec(environment.codec());
    this.model = codec.toJson(model);
    this.preprocessing = all.description();
    this.settings = told.deepCopy().set("model", this.model);
    preprocessing.ifPresent(json -> settings.set("preprocessing", json));
    this.best = rule.keepBest().map(name -> new Watch(EarlyStopping.on(name), "checkpoints"));
    this.folder = new CheckpointFolder(rule.folder());
    List<CheckpointFolder.Saved> saved = folder.saved();
    if (!rule.resumes() && !saved.isEmpty()) {
      throw CheckpointCodec.mismatch(
          "checkpoints, " + rule.folder(),
          "a folder without checkpoints, or a training that resumes",
          saved.get(0).file().getFileName() + " of an earlier training");
    }
  }

  /**
   * What the training goes on from: the newest file that is whole. Damaged ones that are newer get
   * another name, or each file that is written from now on would be deleted as older than they.
   *
   * @return empty to begin anew, if there are no files
   * @throws ModelFormatException with {@code NN-1601} if there are files, but none is whole
   * @throws org.neurite.api.TrainingException with {@code NN-1406} if that file is of a training
   *     with other settings or data
   */
  Optional<Checkpoint> newest() {
    List<CheckpointFolder.Saved> damaged = new ArrayList<>();
    Optional<ModelFormatException> first = Optional.empty();
    for (CheckpointFolder.Saved saved : folder.saved()) {
      try {
        CheckpointArchive archive = CheckpointArchive.read(saved.file());
        String where = saved.file().toString();
        Checkpoint checkpoint = CheckpointCodec.read(archive, where);
        TrainingDescription.requireSame(archive.training().path("settings"), settings, where);
        damaged.forEach(folder::setAside);
        LOG.info("resumed after step {} from {}", checkpoint.position().step(), saved.file());
        if (!settings.path("data").has("fingerprint")) {
          LOG.warn("the data have no fingerprint: other ones of the same shape go unnoticed");
        }
        return Optional.of(checkpoint);
      } catch (ModelFormatException e) {
        if (e.code() != ErrorCode.BAD_MODEL_FILE) {
          throw e;
        }
        LOG.warn("a checkpoint is damaged, the one before it is tried: {}", e.getMessage());
        damaged.add(saved);
        first = first.or(() -> Optional.of(e));
      }
    }
    first.ifPresent(newest -> refuse(damaged.size(), newest));
    return Optional.empty();
  }

  /** Not a training that begins anew: it would look like one that was resumed. */
  private void refuse(int files, ModelFormatException newest) {
    throw new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at("checkpoints, " + folder.path())
            .expected("a checkpoint that is whole")
            .found(
                "none of "
                    + files
                    + "; the newest: "
                    + newest.getMessage().replaceFirst("\\.$", ""))
            .mend("restore one of the files, or empty the folder to begin anew"),
        newest);
  }

  /** Whether one is due after a step. */
  boolean isDue(long step) {
    return rule.everySteps().isPresent() && step % rule.everySteps().getAsLong() == 0
        || rule.every().isPresent() && System.nanoTime() - last >= rule.every().get().toNanos();
  }

  /** Takes note of an epoch, also of one before this run, and says whether one is due after it. */
  boolean isDue(EpochReport report) {
    boolean better = best.isPresent() && best.get().improves(report);
    if (better) {
      bestStep = report.steps();
    }
    return better || rule.everySteps().isEmpty() && rule.every().isEmpty();
  }

  void write(Checkpoint checkpoint, Map<String, Object> provenance) {
    CheckpointArchive archive =
        CheckpointCodec.write(
            checkpoint,
            new ModelArchive(
                model, checkpoint.weights(), preprocessing, codec.provenance(provenance)),
            settings);
    long step = checkpoint.position().step();
    if (folder.write(step, file -> write(archive, step, file))) {
      folder.prune(rule.keepLast(), bestStep);
    }
    last = System.nanoTime();
  }

  private void write(CheckpointArchive archive, long step, Path file) {
    Optional<CheckpointEvent> recorded = FlightEvents.checkpoint();
    archive.write(file);
    recorded.ifPresent(
        event ->
            event.finish(
                model.path("name").asString(), step, file.toString(), file.toFile().length()));
  }
}
