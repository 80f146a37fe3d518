package org.neurite.core.train;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.EpochReport;
import org.neurite.core.model.Environment;
import org.neurite.core.model.ModelCodec;
import tools.jackson.databind.node.ObjectNode;

/** What a model file says about the training that its weights come from. */
final class TrainingProvenance {
  private final Environment environment;
  private final TrainingSettings settings;
  private final Dataset data;
  private Instant began;
  private Optional<ObjectNode> told = Optional.empty();

  /** For a training that begins now. */
  TrainingProvenance(Environment environment, TrainingSettings settings, Dataset data) {
    this.environment = environment;
    this.settings = settings;
    this.data = data;
    this.began = settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The training began earlier, in another run. */
  void resume(Instant before) {
    began = before;
  }

  Instant began() {
    return began;
  }

  /** What the training was told. Not before it is needed: the data's fingerprint takes a while. */
  ObjectNode told() {
    ObjectNode known = told.orElseGet(() -> TrainingDescription.of(environment, settings, data));
    told = Optional.of(known);
    return known;
  }

  /** What is known after some steps. */
  Map<String, Object> after(List<EpochReport> history, long step) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    Optional.ofNullable(TrainingProvenance.class.getPackage().getImplementationVersion())
        .ifPresent(version -> provenance.put("neurite", version));
    provenance.put("java", System.getProperty("java.version"));
    provenance.put("backend", environment.backend().name());
    provenance.put("seed", settings.seed());
    provenance.put("began", began.toString());
    provenance.put("settings", new ModelCodec(environment.codec()).provenance(told()));
    provenance.put("epochs", history.size());
    provenance.put("steps", step);
    provenance.put("batchSize", settings.batchSize());
    if (!history.isEmpty()) { // there is none in a checkpoint of the first epoch
      provenance.put("values", history.get(history.size() - 1).values());
    }
    return provenance;
  }
}
