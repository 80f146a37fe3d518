package org.neurite.core.train;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.EpochReport;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.VariableSpec;

/**
 * All that a training needs to go on.
 *
 * @param began when its first run began
 * @param position where it is
 * @param history the epochs that are over
 * @param weights what the model would predict with now
 * @param variables everything else that steps read and write: optimizer slots, accumulated
 *     gradients, and weights of which {@code weights} has the running average
 * @param best weights of the best epoch; empty if none is wanted or known
 * @param listeners states of the resumable listeners, in order
 */
record Checkpoint(
    Instant began,
    Position position,
    List<EpochReport> history,
    Map<String, NDArray> weights,
    Map<String, NDArray> variables,
    Map<String, NDArray> best,
    List<String> listeners) {

  Checkpoint {
    history = List.copyOf(history);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    best = Collections.unmodifiableMap(new LinkedHashMap<>(best));
    listeners = List.copyOf(listeners);
  }

  /**
   * Writes all variables of a training step back.
   *
   * @param specs what the step has
   * @param variables receives the values
   * @throws org.neurite.api.ModelFormatException with {@code NN-1601} if one is not there, or of
   *     another shape
   */
  void restoreVariables(List<VariableSpec> specs, DeviceVariables variables) {
    for (VariableSpec spec : specs) {
      NDArray value = this.variables.getOrDefault(spec.name(), weights.get(spec.name()));
      if (value == null || !value.shape().equals(spec.shape())) {
        throw CheckpointCodec.damaged(
            "checkpoint, " + spec.name(),
            "an array of shape " + spec.shape(),
            value == null ? "none" : value.shape().toString());
      }
      variables.write(Map.of(spec.name(), value));
    }
  }
}
