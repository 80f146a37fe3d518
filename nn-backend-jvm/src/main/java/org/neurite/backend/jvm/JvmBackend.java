package org.neurite.backend.jvm;

import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.backend.KernelBackend;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopFactory;

/** Kernels in Java on arrays of floats, one array per slot. */
final class JvmBackend extends KernelBackend {
  private final JvmKernels kernels;

  JvmBackend(int threads, LoopFactory loops) {
    kernels = new JvmKernels(JvmBackendProvider.NAME, threads, loops);
  }

  @Override
  public String name() {
    return JvmBackendProvider.NAME;
  }

  @Override
  public boolean claims(Composite composite) {
    return JvmKernels.claims(composite);
  }

  @Override
  public DeviceBuffer allocate(DataType dataType, long elements) {
    return kernels.allocate(dataType, elements);
  }

  @Override
  protected boolean supports(Instruction instruction) {
    return JvmKernels.supports(instruction);
  }

  @Override
  protected Kernel bind(Instruction instruction, Memory memory) {
    return kernels.bind(
        instruction, slot -> heap(memory.buffer(slot)), memory.capacity(), memory.seed());
  }

  private static HeapBuffer heap(DeviceBuffer buffer) {
    if (buffer instanceof HeapBuffer heap) {
      return heap;
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
    kernels.close();
  }
}
