package org.neurite.backend.jvm;

import java.util.Optional;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.backend.KernelBackend;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Resources;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.backend.jvm.parallel.Team;

/** Kernels in Java on arrays of floats, one array per slot. */
final class JvmBackend extends KernelBackend {
  private final Team team;
  private final LoopFactory loops;

  JvmBackend(int threads, LoopFactory loops) {
    this.team = new Team(threads);
    this.loops = loops;
  }

  @Override
  public String name() {
    return JvmBackendProvider.NAME;
  }

  @Override
  public boolean claims(Composite composite) {
    return KernelTable.claims(composite);
  }

  @Override
  public DeviceBuffer allocate(DataType dataType, long elements) {
    return HeapBuffer.allocate(dataType, elements);
  }

  @Override
  protected boolean supports(Instruction instruction) {
    return KernelTable.supports(instruction);
  }

  @Override
  protected Kernel bind(Instruction instruction, Memory memory) {
    for (Optional<Operand> output : instruction.outputs()) {
      output.ifPresent(o -> requireWritable(memory.buffer(o.slot())));
    }
    Resources resources =
        new Resources(
            team,
            loops,
            memory.capacity(),
            memory.seed(),
            KernelTable::bind,
            slot -> HeapBuffer.of(slot, memory.capacity()));
    try {
      return KernelTable.bind(
          new Binding(
              instruction,
              slot -> data(memory.buffer(slot)),
              slot -> memory.buffer(slot) instanceof HeapBuffer heap ? heap.forms() : null,
              resources));
    } catch (OutOfMemoryError e) {
      throw new BackendException(
          Problem.of(ErrorCode.OUT_OF_MEMORY)
              .at("backend jvm, layer " + instruction.path())
              .expected("memory for the scratch arrays of " + instruction.op().name())
              .found("a heap of at most " + Runtime.getRuntime().maxMemory() + " bytes")
              .mend("use a smaller batch, or give the JVM more memory (-Xmx)"),
          e);
    }
  }

  private static void requireWritable(DeviceBuffer buffer) {
    if (buffer instanceof HeapBuffer heap) {
      heap.requireWritable();
    }
  }

  private static float[] data(DeviceBuffer buffer) {
    if (buffer instanceof HeapBuffer heap) {
      return heap.data();
    }
    throw new BackendException(
        Problem.of(ErrorCode.BAD_SESSION)
            .at("backend jvm")
            .expected("buffers that this backend allocated")
            .found(buffer.getClass().getName())
            .mend("copy the data into a buffer from allocate(...)"));
  }

  @Override
  public void close() {
    loops.close();
    team.close();
  }
}
