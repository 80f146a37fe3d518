package org.neurite.backend.jvm.kernel;

import java.util.function.BiFunction;
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
 * @param memory allocates a slot of a loop's body for a batch size, a constant with its content
 */
public record Resources(
    Team team,
    LoopFactory loops,
    int capacity,
    long seed,
    Function<Binding, Kernel> binder,
    BiFunction<Slot, Integer, float[]> memory) {

  /**
   * The same for another batch size.
   *
   * @param newCapacity the largest batch size
   * @return a copy
   */
  public Resources withCapacity(int newCapacity) {
    return new Resources(team, loops, newCapacity, seed, binder, memory);
  }

  /**
   * The same with other threads.
   *
   * @param others threads to compute with
   * @return a copy
   */
  public Resources with(Team others) {
    return new Resources(others, loops, capacity, seed, binder, memory);
  }

  /**
   * Allocates a slot of a loop's body.
   *
   * @param slot the slot
   * @return zeros, or the constant
   */
  public float[] allocate(Slot slot) {
    return memory.apply(slot, capacity);
  }
}
