package org.neurite.backend.jvm;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Resources;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * The kernels of the JVM backend with threads to run them on, for a backend that computes some
 * instructions itself and leaves the others to Java. Thread-safe.
 */
public final class JvmKernels implements AutoCloseable {
  private final String backend;
  private final Team team;
  private final LoopFactory loops;

  /**
   * Starts threads.
   *
   * @param backend the backend's name, for messages
   * @param threads number of threads, the caller's included
   */
  public JvmKernels(String backend, int threads) {
    this(backend, threads, LoopFactory.forMachine(Simd.isAvailable()));
  }

  JvmKernels(String backend, int threads, LoopFactory loops) {
    this.backend = backend;
    this.team = new Team(threads);
    this.loops = loops;
  }

  /**
   * Whether there is a kernel for a composite.
   *
   * @param composite the composite
   * @return true if {@link #bind} takes it
   */
  public static boolean claims(Composite composite) {
    return KernelTable.claims(composite);
  }

  /**
   * Whether there is a kernel for an instruction.
   *
   * @param instruction the instruction
   * @return true if {@link #bind} takes it
   */
  public static boolean supports(Instruction instruction) {
    return KernelTable.supports(instruction);
  }

  /**
   * Gets memory, filled with zeros.
   *
   * @param dataType element type
   * @param elements how many
   * @return a buffer on the heap
   * @throws BackendException with {@code NN-1502} for float64, with {@code NN-1503} if there is not
   *     enough memory
   */
  public HeapBuffer allocate(DataType dataType, long elements) {
    return HeapBuffer.allocate(backend, dataType, elements);
  }

  /**
   * Binds an instruction to memory.
   *
   * @param instruction the instruction
   * @param slots the buffer of each slot
   * @param capacity the largest batch size
   * @param seed seed of the random numbers
   * @return the kernel
   * @throws BackendException with {@code NN-1503} if there is not enough memory, with {@code
   *     NN-1504} if an output was frozen
   */
  public Kernel bind(
      Instruction instruction, IntFunction<HeapBuffer> slots, int capacity, long seed) {
    for (Optional<Operand> output : instruction.outputs()) {
      if (output.isPresent()) {
        slots.apply(output.get().slot()).requireWritable();
      }
    }
    Resources resources =
        new Resources(
            team,
            loops,
            capacity,
            seed,
            KernelTable::bind,
            (slot, most) -> HeapBuffer.of(backend, slot, most));
    try {
      return KernelTable.bind(
          new Binding(
              instruction,
              slot -> slots.apply(slot).data(),
              slot -> slots.apply(slot).forms(),
              resources));
    } catch (OutOfMemoryError e) {
      throw new BackendException(
          Problem.of(ErrorCode.OUT_OF_MEMORY)
              .at("backend " + backend + ", layer " + instruction.path())
              .expected("memory for the scratch arrays of " + instruction.op().name())
              .found("a heap of at most " + Runtime.getRuntime().maxMemory() + " bytes")
              .mend("use a smaller batch, or give the JVM more memory (-Xmx)"),
          e);
    }
  }

  /**
   * Whether kernels use the Vector API.
   *
   * @return false where the JVM does not offer it, or was told to do without
   */
  public static boolean hasVectors() {
    return Simd.isAvailable();
  }

  /**
   * How many threads compute.
   *
   * @return the caller's included
   */
  public int threads() {
    return team.size();
  }

  /**
   * Wraps work that consists of parts, so that the threads share it.
   *
   * @param part does the part of a number from 0; several at a time
   * @return does as many parts as it is told, and returns when all are done
   */
  public IntConsumer shared(IntConsumer part) {
    Job job = (number, worker) -> part.accept(number);
    return count -> team.run(job, count);
  }

  /** Ends the threads. */
  @Override
  public void close() {
    loops.close();
    team.close();
  }
}
