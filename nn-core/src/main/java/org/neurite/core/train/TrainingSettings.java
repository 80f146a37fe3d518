package org.neurite.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neurite.api.backend.Profile;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Schedule;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Model;

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
    Optional<Consumer<Profile>> profiled) {

  /** The same, once it is known to fit a model and its data. */
  TrainingSettings checked(Model model, Dataset data) {
    Targets.check(model, loss, data, "training data");
    validation.ifPresent(v -> Targets.check(model, loss, v, "validation data"));
    updates.groups().check(model);
    requireClassWeights(model, data);
    earlyStopping.ifPresent(
        rule ->
            Trainer.require(
                validation.isPresent() || !rule.value().startsWith("val_"),
                "early stopping",
                "validation data for '" + rule.value() + "'",
                "none; call validation(...)"));
    return this;
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
