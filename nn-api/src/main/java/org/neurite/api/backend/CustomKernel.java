package org.neurite.api.backend;

import java.util.List;
import org.neurite.api.API;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Runs a {@link CustomOp} on any memory: copies operands out, computes on the host, copies the
 * result back. What a run needs is allocated when it is made.
 */
@API(API.Status.EXPERIMENTAL)
public final class CustomKernel implements Kernel {

  /** Moves elements between a backend's memory and the host. */
  public interface Copies {
    /**
     * Reads an operand.
     *
     * @param index which operand
     * @param target receives the elements
     * @param count how many
     */
    void read(int index, double[] target, int count);

    /**
     * Writes the result.
     *
     * @param source the elements
     * @param count how many
     */
    void write(double[] source, int count);
  }

  private final CustomOp op;
  private final List<TensorType> types;
  private final TensorType result;
  private final Copies copies;
  private final double[][] inputs;
  private final double[] output;
  private Shape[] shapes = new Shape[0];
  private Shape outputShape;
  private int batch;

  /**
   * A kernel.
   *
   * @param op what is computed
   * @param types types of the operands
   * @param result type of the result
   * @param capacity the largest batch size
   * @param copies the backend's memory
   */
  public CustomKernel(
      CustomOp op, List<TensorType> types, TensorType result, int capacity, Copies copies) {
    this.op = op;
    this.types = List.copyOf(types);
    this.result = result;
    this.copies = copies;
    this.inputs =
        types.stream().map(type -> new double[count(type, capacity)]).toArray(double[][]::new);
    this.output = new double[count(result, capacity)];
    this.outputShape = result.shape();
  }

  private static int count(TensorType type, int n) {
    return Math.toIntExact(type.shape().elements(n));
  }

  private final CustomOp.Call call =
      new CustomOp.Call() {
        @Override
        public double[] input(int index) {
          return inputs[index];
        }

        @Override
        public Shape shape(int index) {
          return shapes[index];
        }

        @Override
        public double[] output() {
          return output;
        }

        @Override
        public Shape outputShape() {
          return outputShape;
        }
      };

  @Override
  public void run(int n, long step) {
    if (n != batch) {
      shapes = types.stream().map(type -> type.shape().at(n)).toArray(Shape[]::new);
      outputShape = result.shape().at(n);
      batch = n;
    }
    for (int i = 0; i < inputs.length; i++) {
      copies.read(i, inputs[i], count(types.get(i), n));
    }
    op.compute(call);
    copies.write(output, count(result, n));
  }
}
