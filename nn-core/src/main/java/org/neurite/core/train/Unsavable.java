package org.neurite.core.train;

import org.neurite.api.ComponentException;
import org.neurite.core.layer.Named;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who trains for hours wants to know at once what can't be saved, not when saving fails. */
final class Unsavable {
  private static final Logger LOG = LoggerFactory.getLogger(Unsavable.class);

  private Unsavable() {}

  /** A line in the log for each layer that no file can name. */
  static void warn(Environment environment, Model model) {
    for (Named layer : model.layers()) {
      try {
        environment.codec().write(layer);
      } catch (ComponentException e) {
        LOG.warn("{} can be trained, but not saved: {}", model.name(), e.getMessage());
      }
    }
  }
}
