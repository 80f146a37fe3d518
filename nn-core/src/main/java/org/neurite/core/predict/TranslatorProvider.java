package org.neurite.core.predict;

import java.util.Optional;
import org.neurite.core.model.Model;
import tools.jackson.databind.node.ObjectNode;

/** Knows some kind of preprocessing. Found by {@link java.util.ServiceLoader}. */
public interface TranslatorProvider {
  /**
   * Speaks for a model.
   *
   * @param model the network
   * @param preprocessing what stands in its file
   * @return empty if that is another's kind of preprocessing
   * @throws org.neurite.api.ModelFormatException if it is of this kind, but damaged
   */
  Optional<Translator> translator(Model model, ObjectNode preprocessing);
}
