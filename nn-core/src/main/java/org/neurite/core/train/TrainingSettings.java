package org.neurite.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.neurite.api.backend.Profile;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Schedule;
import org.neurite.api.tensor.NDArray;

/** All that a training is told, checked by {@link Trainer}. */
record TrainingSettings(
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    List<Metric> metrics,
    int epochs,
    int batchSize,
    long seed,
    Optional<Dataset> validation,
    OptionalDouble clipValue,
    OptionalDouble clipNorm,
    List<Float> classWeights,
    Optional<EarlyStopping> earlyStopping,
    Map<String, NDArray> initialWeights,
    List<TrainingListener> listeners,
    Optional<Consumer<Profile>> profiled) {}
