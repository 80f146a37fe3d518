package org.neurite.api.backend;

import java.util.Optional;
import org.neurite.api.API;

/** Memory in which a program runs. Belongs to one caller at a time; allocates nothing per run. */
@API(API.Status.EXPERIMENTAL)
public interface Session extends AutoCloseable {
  /**
   * The largest batch size.
   *
   * @return number of samples
   */
  int capacity();

  /**
   * A buffer to write before a run.
   *
   * @param name the input's name
   * @return its buffer
   * @throws org.neurite.api.BackendException if there is no such input
   */
  DeviceBuffer input(String name);

  /**
   * A buffer to read after a run.
   *
   * @param name the output's name
   * @return its buffer; valid up to the next run
   * @throws org.neurite.api.BackendException if there is no such output
   */
  DeviceBuffer output(String name);

  /**
   * Runs the program once.
   *
   * @param n batch size of this run, 1 to capacity
   * @param step counter for random numbers
   * @return false if the program's guard stopped it: the loss was not finite, and no variable was
   *     written
   * @throws org.neurite.api.BackendException if the session is closed, n is out of range, or an
   *     index in the data is
   */
  boolean run(int n, long step);

  /**
   * Runs the program and looks at every result.
   *
   * @param n batch size of this run, 1 to capacity
   * @param step counter for random numbers
   * @return index of the first instruction with a NaN or infinite result; empty if all are finite
   */
  Optional<Integer> firstNonFinite(int n, long step);

  /**
   * Measures the time of each instruction from now on.
   *
   * @param profile receives the times
   */
  void profile(Profile profile);

  /** Frees the memory. Closing twice is harmless. */
  @Override
  void close();
}
