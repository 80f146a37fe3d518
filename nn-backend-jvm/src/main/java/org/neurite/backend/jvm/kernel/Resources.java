package org.neurite.backend.jvm.kernel;

import java.util.function.Function;
import org.neurite.api.backend.Kernel;
import org.neurite.api.program.Slot;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.backend.jvm.parallel.Team;

/**
 * What the kernels of one session share.
 *
 * @param team threads to compute with
 * @param loops makes loops for fused groups
 * @param capacity the largest batch size
 * @param seed seed of the random numbers
 * @param binder binds the instructions of a loop's body
 * @param memory allocates a slot of a loop's body, a constant with its content
 */
public record Resources(
    Team team,
    LoopFactory loops,
    int capacity,
    long seed,
    Function<Binding, Kernel> binder,
    Function<Slot, float[]> memory) {

  /**
   * The same for another batch size.
   *
   * @param newCapacity the largest batch size
   * @return a copy
   */
  public Resources withCapacity(int newCapacity) {
    return new Resources(team, loops, newCapacity, seed, binder, memory);
  }
}
