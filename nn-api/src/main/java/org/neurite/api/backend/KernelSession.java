package org.neurite.api.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.NDArray;

/** The session of a {@link KernelBackend}. */
final class KernelSession implements Session, KernelBackend.Memory {
  private final Program program;
  private final int capacity;
  private final long seed;
  private final DeviceBuffer[] buffers;
  private final List<DeviceBuffer> owned = new ArrayList<>();
  private final Kernel[] kernels;
  private final float[] loss = new float[1];
  private final int lossSlot;
  private Profile profile;
  private boolean closed;

  KernelSession(
      KernelBackend backend,
      Program program,
      int capacity,
      long seed,
      Map<String, DeviceBuffer> variables) {
    if (capacity < 1) {
      throw misuse("a capacity of at least 1 sample", Integer.toString(capacity));
    }
    this.program = program;
    this.capacity = capacity;
    this.seed = seed;
    this.buffers = new DeviceBuffer[program.slots().size()];
    this.kernels = new Kernel[program.instructions().size()];
    Optional<Operand> loss = program.output(Program.LOSS);
    this.lossSlot = loss.isPresent() ? loss.get().slot() : -1;
    try {
      for (Slot slot : program.slots()) {
        buffers[slot.id()] =
            slot.kind() == Slot.Kind.VARIABLE ? variable(slot, variables) : own(backend, slot);
      }
      for (int i = 0; i < kernels.length; i++) {
        kernels[i] = backend.kernel(program.instructions().get(i), this);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      close();
      throw e;
    }
  }

  private DeviceBuffer variable(Slot slot, Map<String, DeviceBuffer> variables) {
    DeviceBuffer buffer = variables.get(slot.name());
    if (buffer == null || buffer.elements() < slot.elements(capacity)) {
      throw misuse(
          "a buffer of " + slot.elements(capacity) + " elements for variable '" + slot.name() + "'",
          buffer == null ? "none" : buffer.elements() + " elements");
    }
    return buffer;
  }

  private DeviceBuffer own(KernelBackend backend, Slot slot) {
    DeviceBuffer buffer = backend.allocate(slot.dataType(), slot.elements(capacity));
    owned.add(buffer);
    if (slot.constant().isPresent()) {
      fill(buffer, slot.constant().get());
    }
    return buffer;
  }

  private static void fill(DeviceBuffer buffer, NDArray constant) {
    switch (constant.dataType()) {
      case INT32 -> buffer.write(constant.toInts(), 0, 0, constant.length());
      case FLOAT64 -> buffer.write(constant.toDoubles(), 0, 0, constant.length());
      default -> buffer.write(constant.toFloats(), 0, 0, constant.length());
    }
  }

  @Override
  public DeviceBuffer buffer(int slot) {
    return buffers[slot];
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public DeviceBuffer input(String name) {
    return named(program.inputs(), name, "input");
  }

  @Override
  public DeviceBuffer output(String name) {
    return named(program.outputs(), name, "output");
  }

  private DeviceBuffer named(Map<String, Operand> operands, String name, String what) {
    requireOpen();
    Operand operand = operands.get(name);
    if (operand == null) {
      throw misuse("an " + what + " among " + operands.keySet(), "'" + name + "'");
    }
    return buffers[operand.slot()];
  }

  @Override
  public boolean run(int n, long step) {
    check(n);
    if (profile != null) {
      return runProfiled(n, step);
    }
    int guard = program.guard();
    for (int i = 0; i < kernels.length; i++) {
      if (i == guard && !lossIsFinite()) {
        return false;
      }
      kernels[i].run(n, step);
    }
    return guard != kernels.length || lossIsFinite();
  }

  private boolean runProfiled(int n, long step) {
    for (int i = 0; i < kernels.length; i++) {
      if (i == program.guard() && !lossIsFinite()) {
        return false;
      }
      long start = System.nanoTime();
      kernels[i].run(n, step);
      profile.add(i, System.nanoTime() - start);
    }
    profile.countRun();
    return program.guard() != kernels.length || lossIsFinite();
  }

  private boolean lossIsFinite() {
    buffers[lossSlot].read(0, loss, 0, 1);
    return Float.isFinite(loss[0]);
  }

  @Override
  public Optional<Integer> firstNonFinite(int n, long step) {
    check(n);
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].run(n, step);
      Instruction instruction = program.instructions().get(i);
      for (Optional<Operand> output : instruction.outputs()) {
        if (output.isPresent() && !isFinite(output.get(), n)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFinite(Operand operand, int n) {
    if (!operand.type().dataType().isFloating()) {
      return true;
    }
    float[] values = new float[Math.toIntExact(operand.type().shape().elements(n))];
    buffers[operand.slot()].read(0, values, 0, values.length);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void profile(Profile target) {
    this.profile = target;
  }

  private void check(int n) {
    requireOpen();
    if (n < 1 || n > capacity) {
      throw misuse("a batch of 1 to " + capacity + " samples", Integer.toString(n));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw misuse("an open session", "a closed one");
    }
  }

  private BackendException misuse(String expected, String found) {
    String where = program == null ? "session" : "session of " + program.name();
    return new BackendException(
        Problem.of(ErrorCode.BAD_SESSION).at(where).expected(expected).found(found));
  }

  @Override
  public void close() {
    closed = true;
    for (DeviceBuffer buffer : owned) {
      buffer.close();
    }
    owned.clear();
  }
}
