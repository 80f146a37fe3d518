package org.neurite.backend.nd4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueContext;
import org.neurite.api.backend.Kernel;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * An operation of ND4J's library on buffers of a {@link ManagedDevice}. A call is described once
 * per batch size, in native memory that is freed with the output's.
 */
final class OperationKernel implements Kernel {
  private final ManagedDevice device;
  private final Operation operation;
  private final long[] settings;
  private final List<MirroredBuffer> inputs;
  private final MirroredBuffer output;
  private final List<Shape> shapes;
  private final List<Dim> sizes;
  private final Shape result;
  private final Dim size;

  /** By batch size. */
  private final @Nullable OpaqueContext[] calls;

  OperationKernel(ManagedDevice device, Operation operation, long[] settings, Device.Call call) {
    this.device = device;
    this.operation = operation;
    this.settings = settings;
    inputs = call.inputs();
    output = call.output();
    shapes = call.instruction().inputs().stream().map(operand -> operand.type().shape()).toList();
    sizes = shapes.stream().map(Shape::elements).toList();
    result = call.instruction().output().type().shape();
    size = result.elements();
    calls = new OpaqueContext[call.capacity() + 1];
    output.whenClosed(() -> operation.delete(calls));
    inputs.forEach(MirroredBuffer::twin);
    output.twin();
  }

  @Override
  public void run(int n, long step) {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).toNative((int) sizes.get(i).at(n));
    }
    output.requireOpen();
    OpaqueContext call = calls[n];
    if (call == null) {
      call = operation.describe(settings, description -> arrays(description, n));
      calls[n] = call;
    }
    NativeOps ops = device.ops();
    operation.call(call, shapes);
    ops.dbTickDeviceWrite(ManagedDevice.memory(output));
    output.changedInNative((int) size.at(n));
  }

  private void arrays(OpaqueContext call, int n) {
    NativeOps ops = device.ops();
    for (int i = 0; i < inputs.size(); i++) {
      Operation.Description shape = Operation.describe(ops, shapes.get(i).at(n));
      ops.setGraphContextInputBuffer(
          call, i, ManagedDevice.memory(inputs.get(i)), shape.host(), shape.device());
    }
    Operation.Description shape = Operation.describe(ops, result.at(n));
    ops.setGraphContextOutputBuffer(
        call, 0, ManagedDevice.memory(output), shape.host(), shape.device());
  }
}
