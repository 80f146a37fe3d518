package org.neurite.api.program;

import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;

/**
 * A buffer that instructions read and write. The planner numbers and sizes slots; the backend owns
 * the memory.
 *
 * @param id its number, which is its index in {@link Program#slots()}
 * @param kind what it is for
 * @param name what it is called from outside; empty for a temporary
 * @param dataType element type
 * @param fixed elements it needs whatever the batch size
 * @param perSample elements it needs per unit of the batch size
 * @param constant its content, for a constant
 */
@API(API.Status.EXPERIMENTAL)
public record Slot(
    int id,
    Kind kind,
    String name,
    DataType dataType,
    long fixed,
    long perSample,
    Optional<NDArray> constant) {

  /** What a slot is for. */
  public enum Kind {
    /** Written by the caller before a run. */
    INPUT,
    /** Persistent, bound when a session is opened, shared between sessions. */
    VARIABLE,
    /** Never written; has its content from the program. */
    CONSTANT,
    /** Used within a run by one value after another. */
    TEMPORARY,
    /** Read by the caller after a run; not used by any other value. */
    OUTPUT
  }

  /**
   * Elements needed for a batch size.
   *
   * @param n the batch size
   * @return the larger of {@code fixed} and {@code perSample * n}
   */
  public long elements(long n) {
    return Math.max(fixed, Math.multiplyExact(perSample, n));
  }

  /**
   * Bytes needed for a batch size in the interchange format.
   *
   * @param n the batch size
   * @return elements times bytes per element
   */
  public long bytes(long n) {
    return elements(n) * dataType.bytes();
  }
}
