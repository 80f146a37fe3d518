package org.neurite.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.EpochReport;
import org.neurite.core.model.Environment;

/** What a model file says about the training that its weights come from. */
final class TrainingProvenance {
  private TrainingProvenance() {}

  static Map<String, Object> of(
      Environment environment, TrainingSettings settings, List<EpochReport> history, long step) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("backend", environment.backend().name());
    provenance.put("seed", settings.seed());
    provenance.put("epochs", history.size());
    provenance.put("steps", step);
    provenance.put("batchSize", settings.batchSize());
    if (!history.isEmpty()) { // there is none in a checkpoint of the first epoch
      provenance.put("values", history.get(history.size() - 1).values());
    }
    return provenance;
  }
}
