package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** The tensors a random graph has so far, each with a bound of its magnitude. */
final class Pool {
  /** Larger tensors make tests slow. */
  private static final int MAX_ELEMENTS = 300;

  private static final int MAX_ELEMENTS_IF_WIDE = 6000;
  private static final int WIDENING = 19;

  private static final int NOMINAL_BATCH = 5;
  private static final double MAX_BOUND = 6;

  /** Below this, sums are left as they are; above, they are squashed. */
  static final double INPUT_BOUND = 1.5;

  /** A floating-point tensor and the largest magnitude its elements may have. */
  record Item(Tensor tensor, double bound) {}

  private final Choices choices;
  private final boolean isWide;
  private final List<Item> items = new ArrayList<>();
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> variables = new ArrayList<>();

  /**
   * An empty pool.
   *
   * @param isWide whether tensors have many elements, so that work is cut into blocks and shared
   *     between threads
   */
  Pool(Choices choices, boolean isWide) {
    this.choices = choices;
    this.isWide = isWide;
  }

  /** A size, or a larger odd one. */
  int wide(int size) {
    return isWide ? size * WIDENING + (size + 1) % 2 : size;
  }

  Choices choices() {
    return choices;
  }

  List<Item> items() {
    return items;
  }

  List<Tensor> inputs() {
    return inputs;
  }

  List<Tensor> variables() {
    return variables;
  }

  Tensor input(Shape shape, DataType type) {
    Tensor input = Tensor.input("x" + inputs.size(), new TensorType(type, shape), "");
    inputs.add(input);
    return input;
  }

  Tensor variable(Shape shape) {
    String name = "w" + variables.size();
    Leaf.Variable op = new Leaf.Variable(name, TensorType.float32(shape), Leaf.Role.PARAMETER);
    Tensor variable = Tensor.of(new Node(op, List.of(), "").output(0), "");
    variables.add(variable);
    return variable;
  }

  /** A tensor; the newest for choice 0. */
  Item any() {
    return items.get(items.size() - 1 - choices.below(items.size()));
  }

  /** A tensor of some kind, if there is one. */
  Optional<Item> any(Predicate<Shape> kind) {
    List<Item> fitting = items.stream().filter(i -> kind.test(i.tensor().shape())).toList();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(fitting.get(fitting.size() - 1 - choices.below(fitting.size())));
  }

  /** Takes a result in, made smaller if it may be large; ignores it if it has many elements. */
  void add(Tensor tensor, double bound) {
    int most = isWide ? MAX_ELEMENTS_IF_WIDE : MAX_ELEMENTS;
    if (tensor.shape().elements(NOMINAL_BATCH) > most) {
      return;
    }
    items.add(bound <= MAX_BOUND ? new Item(tensor, bound) : squashed(tensor, bound));
  }

  private Item squashed(Tensor tensor, double bound) {
    return switch (choices.below(3)) {
      case 0 -> new Item(tensor.mul(power(1 / bound)), 2);
      case 1 -> new Item(tensor.tanh(), 1);
      default -> new Item(tensor.sin(), 1);
    };
  }

  /** The power of two just above a number, exact in every precision. */
  private static double power(double number) {
    return Math.scalb(1.0, Math.getExponent(number) + 1);
  }
}
