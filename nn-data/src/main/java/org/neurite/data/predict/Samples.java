package org.neurite.data.predict;

import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.model.Model;

/** Checks of what a predictor is asked. */
final class Samples {
  private Samples() {}

  /** The sample, unless there is none. */
  static <T> T there(Model model, @Nullable T sample, String expected) {
    if (sample == null) {
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", input of a predictor")
              .expected(expected)
              .found("null"));
    }
    return sample;
  }
}
