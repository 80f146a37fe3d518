package org.neurite.core.train;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neurite.api.backend.Profile;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Model;
import org.neurite.core.schedule.MeasuredSchedule;
import tools.jackson.databind.node.ObjectNode;

/** All that a training is told, checked by {@link Trainer}. */
record TrainingSettings(
    Loss loss,
    UpdateSettings updates,
    Schedule schedule,
    List<Metric> metrics,
    int epochs,
    int batchSize,
    long seed,
    Optional<Dataset> validation,
    List<Float> classWeights,
    Optional<EarlyStopping> earlyStopping,
    Map<String, NDArray> initialWeights,
    List<TrainingListener> listeners,
    Optional<Consumer<Profile>> profiled,
    Optional<Checkpoints> checkpoints,
    Optional<ObjectNode> description,
    InstantSource clock) {

  private static final List<String> TRAINING_VALUES =
      List.of(Program.LOSS, WeightUpdates.LEARNING_RATE);

  /** The same, once it is known to fit a model and its data. */
  TrainingSettings checked(Model model, Dataset data) {
    Targets.check(model, loss, data, "training data");
    validation.ifPresent(v -> Targets.check(model, loss, v, "validation data"));
    updates.groups().check(model);
    requireClassWeights(model, data);
    earlyStopping.ifPresent(rule -> requireMeasured("early stopping", rule.value()));
    checkpoints
        .flatMap(Checkpoints::keepBest)
        .ifPresent(name -> requireMeasured("checkpoints", name));
    if (schedule instanceof MeasuredSchedule measured) {
      measured.watched().ifPresent(name -> requireMeasured("schedule", name));
    }
    return this;
  }

  /** Names of metrics are known after the first epoch; all else is wrong from the beginning. */
  private void requireMeasured(String option, String name) {
    boolean ofValidation = name.startsWith("val_");
    Trainer.require(
        validation.isPresent() || !ofValidation,
        option,
        "validation data for '" + name + "'",
        "none; call validation(...)");
    Trainer.require(
        ofValidation || TRAINING_VALUES.contains(name),
        option,
        "one of " + TRAINING_VALUES + ", or a value that begins with val_",
        "'" + name + "'");
  }

  private void requireClassWeights(Model model, Dataset data) {
    if (classWeights.isEmpty()) {
      return;
    }
    boolean oneLabel =
        data.targetType().dataType() == DataType.INT32 && data.targetType().shape().rank() == 0;
    Trainer.require(
        oneLabel, "class weights", "targets that are one label each", data.targetType());
    int classes = model.outputType().shape().size(1);
    Trainer.require(
        classWeights.size() == classes,
        "class weights",
        classes + " weights, one per class",
        classWeights.size());
  }
}
