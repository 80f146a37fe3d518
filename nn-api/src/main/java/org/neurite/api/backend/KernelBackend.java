package org.neurite.api.backend;

import java.util.HashMap;
import java.util.Map;
import org.neurite.api.API;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.graph.Custom;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;

/**
 * Base that reduces a backend to one kernel per instruction: it allocates slots, binds kernels,
 * runs them in order, guards the loss and measures time.
 */
@API(API.Status.EXPERIMENTAL)
public abstract class KernelBackend implements Backend {

  /** For subclasses. */
  protected KernelBackend() {}

  /** What a kernel is bound to. */
  public interface Memory {
    /**
     * The buffer of a slot.
     *
     * @param slot number of the slot
     * @return a buffer that {@link #allocate} made, large enough for the capacity
     */
    DeviceBuffer buffer(int slot);

    /**
     * The largest batch size.
     *
     * @return number of samples
     */
    int capacity();

    /**
     * Seed of the random numbers.
     *
     * @return the session's seed
     */
    long seed();
  }

  /**
   * Says whether an instruction can be run, before any memory is there.
   *
   * @param instruction the instruction
   * @return whether {@link #bind} will accept it
   */
  protected abstract boolean supports(Instruction instruction);

  /**
   * Binds an instruction to memory. Whatever a run needs is allocated here.
   *
   * @param instruction the instruction
   * @param memory buffers of its slots
   * @return the kernel
   */
  protected abstract Kernel bind(Instruction instruction, Memory memory);

  /** The backend's own kernel; for what a plugin computes, one on the host if there is none. */
  final Kernel kernel(Instruction instruction, Memory memory) {
    return instruction.op() instanceof Custom custom && !supports(instruction)
        ? onHost(custom, instruction, memory)
        : bind(instruction, memory);
  }

  private static Kernel onHost(Custom op, Instruction instruction, Memory memory) {
    Operand result = instruction.output();
    return new CustomKernel(
        op.definition(),
        instruction.inputs().stream().map(Operand::type).toList(),
        result.type(),
        memory.capacity(),
        new CustomKernel.Copies() {
          @Override
          public void read(int index, double[] target, int count) {
            memory.buffer(instruction.inputs().get(index).slot()).read(0, target, 0, count);
          }

          @Override
          public void write(double[] source, int count) {
            memory.buffer(result.slot()).write(source, 0, 0, count);
          }
        });
  }

  @Override
  public Executable prepare(Program program) {
    for (Instruction instruction : program.instructions()) {
      if (instruction.body().isPresent()) {
        prepare(instruction.body().get());
      }
      if (!supports(instruction) && !(instruction.op() instanceof Custom)) {
        throw new BackendException(
            Problem.of(ErrorCode.UNSUPPORTED)
                .at("program " + program.name() + ", layer " + instruction.path())
                .expected("an instruction that backend '" + name() + "' has a kernel for")
                .found(instruction.op().name() + " of " + instruction.inputs())
                .mend("choose another backend, for instance -Dneurite.backend=jvm"));
      }
    }
    return new KernelExecutable(this, program);
  }

  private record KernelExecutable(KernelBackend backend, Program program) implements Executable {
    @Override
    public Session open(int capacity, long seed, Map<String, DeviceBuffer> variables) {
      return new KernelSession(backend, program, capacity, seed, new HashMap<>(variables));
    }
  }
}
