package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neurite.api.API;
import org.neurite.api.tensor.TensorType;

/** An operation applied to operands. Immutable; two nodes are equal only if they are the same. */
@API(API.Status.EXPERIMENTAL)
public final class Node {
  private final Op op;
  private final List<Value> inputs;
  private final List<TensorType> outputs;
  private final String path;

  /**
   * Applies an operation; its shape rule is checked here.
   *
   * @param op the operation
   * @param inputs the operands
   * @param path the layer it belongs to, for instance {@code houses/dense_2}; may be empty
   * @throws org.neurite.api.ShapeException if the operands do not fit
   */
  public Node(Op op, List<Value> inputs, String path) {
    this.op = Objects.requireNonNull(op, "op");
    this.inputs = List.copyOf(inputs);
    this.path = Objects.requireNonNull(path, "path");
    this.outputs = List.copyOf(op.infer(types(this.inputs)));
  }

  private static List<TensorType> types(List<Value> values) {
    List<TensorType> types = new ArrayList<>(values.size());
    for (Value value : values) {
      types.add(value.type());
    }
    return types;
  }

  /**
   * What is computed.
   *
   * @return the operation
   */
  public Op op() {
    return op;
  }

  /**
   * The operands.
   *
   * @return in the operation's order
   */
  public List<Value> inputs() {
    return inputs;
  }

  /**
   * Types of the results.
   *
   * @return at least one
   */
  public List<TensorType> outputs() {
    return outputs;
  }

  /**
   * The layer that asked for it.
   *
   * @return the layer path; may be empty
   */
  public String path() {
    return path;
  }

  /**
   * One result.
   *
   * @param index which, from 0
   * @return the value
   */
  public Value output(int index) {
    return new Value(this, Objects.checkIndex(index, outputs.size()));
  }

  @Override
  public String toString() {
    return op.name() + outputs + (path.isEmpty() ? "" : " @" + path);
  }
}
