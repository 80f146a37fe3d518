package org.neurite.api.graph;

import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * One result of a node.
 *
 * @param node the node that computes it
 * @param index which of its results, from 0
 */
@API(API.Status.EXPERIMENTAL)
public record Value(Node node, int index) {

  /**
   * Element type and shape.
   *
   * @return the type
   */
  public TensorType type() {
    return node.outputs().get(index);
  }

  /**
   * Dimensions.
   *
   * @return the shape
   */
  public Shape shape() {
    return type().shape();
  }

  /**
   * Element type.
   *
   * @return the element type
   */
  public DataType dataType() {
    return type().dataType();
  }

  /**
   * What computes it.
   *
   * @return the node's operation
   */
  public Op op() {
    return node.op();
  }

  @Override
  public String toString() {
    return node.op().name() + (node.outputs().size() > 1 ? "#" + index : "") + ":" + type();
  }

  // Written out, here and in the types below: values are the keys of every pass, and what the
  // compiler generates for records takes long to link and is slow until it is optimised.
  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && node == that.node && index == that.index;
  }

  @Override
  public int hashCode() {
    return 31 * node.hashCode() + index;
  }
}
