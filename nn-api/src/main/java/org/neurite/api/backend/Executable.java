package org.neurite.api.backend;

import java.util.Map;
import org.neurite.api.API;
import org.neurite.api.program.Program;

/** A program that a backend can run. Immutable and thread-safe; running takes a session. */
@API(API.Status.EXPERIMENTAL)
public interface Executable {
  /**
   * What is run.
   *
   * @return the program
   */
  Program program();

  /**
   * Gets memory for runs of up to a number of samples.
   *
   * @param capacity the largest batch size
   * @param seed seed of the program's random numbers
   * @param variables a buffer of this backend for each of {@link Program#variables()}, by name;
   *     they stay the caller's
   * @return a session for one caller at a time
   * @throws org.neurite.api.BackendException if a variable is missing or has the wrong size, or
   *     memory cannot be had
   */
  Session open(int capacity, long seed, Map<String, DeviceBuffer> variables);
}
