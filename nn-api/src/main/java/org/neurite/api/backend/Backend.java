package org.neurite.api.backend;

import org.neurite.api.API;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;

/** Runs programs. Thread-safe; one backend serves any number of programs, sessions and callers. */
@API(API.Status.EXPERIMENTAL)
public interface Backend extends AutoCloseable {
  /**
   * The provider's name.
   *
   * @return for instance {@code jvm}
   */
  String name();

  /**
   * Whether the backend computes a composite itself. Asked when a program is compiled; where the
   * answer is no, the composite's decomposition is compiled instead.
   *
   * @param composite the composite with its attributes
   * @return true to get it as an instruction
   */
  boolean claims(Composite composite);

  /**
   * Gets memory, filled with zeros.
   *
   * @param dataType element type
   * @param elements how many
   * @return a buffer that the caller closes
   * @throws org.neurite.api.BackendException with {@code NN-1502} if the type is not supported,
   *     with {@code NN-1503} if there is not enough memory
   */
  DeviceBuffer allocate(DataType dataType, long elements);

  /**
   * Makes a program executable. Every instruction is checked here; nothing is found missing during
   * a run.
   *
   * @param program the program
   * @return an immutable executable
   * @throws org.neurite.api.BackendException with {@code NN-1502} if an instruction is not
   *     supported
   */
  Executable prepare(Program program);

  /** Frees what the backend holds. Sessions must be closed before. Closing twice is harmless. */
  @Override
  void close();
}
