package org.neurite.core.predict;

import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;

/**
 * Monte-Carlo dropout (Gal, Ghahramani, 2016): a network with dropout is asked several times with
 * dropout left active, and the spread of its answers tells how sure it is. Everything else, batch
 * normalisation for instance, runs as in prediction.
 *
 * @param passes how often each sample is predicted
 * @param seed of the masks; the same seed gives the same answers, for every sample by itself,
 *     whatever else is predicted
 */
public record MonteCarlo(int passes, long seed) {
  private static final int DEFAULT_PASSES = 100;

  /** 100 passes, seed 42. */
  public static final MonteCarlo DEFAULT = new MonteCarlo(DEFAULT_PASSES, 42);

  /** Checks the number. */
  public MonteCarlo {
    if (passes < 2) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("Monte-Carlo dropout")
              .expected("at least 2 passes")
              .found(Integer.toString(passes))
              .mend("take 100"));
    }
  }

  /**
   * Another number of passes.
   *
   * @param count at least 2
   * @return a copy
   */
  public MonteCarlo passes(int count) {
    return new MonteCarlo(count, seed);
  }

  /**
   * Other masks.
   *
   * @param value any number
   * @return a copy
   */
  public MonteCarlo seed(long value) {
    return new MonteCarlo(passes, value);
  }
}
