// long: the fluent vocabulary of the whole SDK, one short method per operation.
package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.API;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * A symbolic tensor: a value that will be computed, with known type and shape. Layers, losses and
 * optimizers are Java code over these; nothing is computed until the traced graph is run.
 *
 * <p>Every method checks shapes and types at once and throws {@link ShapeException} (codes NN-11xx)
 * that names the operation, the operands, the layer and the caller's source line. Axes count from
 * 0, or from the end if negative. Binary operations broadcast as NumPy does.
 */
@API(API.Status.STABLE)
public final class Tensor {
  private final Value value;
  private final String path;

  private Tensor(Value value, String path) {
    this.value = value;
    this.path = path;
  }

  /**
   * A handle on a value.
   *
   * @param value what is computed
   * @param path the layer that operations on this handle belong to; may be empty
   * @return the handle
   */
  public static Tensor of(Value value, String path) {
    return new Tensor(value, path);
  }

  /**
   * A new value to be fed at each run.
   *
   * @param name what it is called
   * @param type its type
   * @param path the layer that operations on it belong to; may be empty
   * @return the input
   */
  public static Tensor input(String name, TensorType type, String path) {
    return of(new Node(new Leaf.Input(name, type), List.of(), path).output(0), path);
  }

  /**
   * Applies an operation with one result.
   *
   * @param op the operation
   * @param inputs the operands, at least one
   * @return the result, in the first operand's layer
   * @throws ShapeException if the operands do not fit
   */
  public static Tensor apply(Op op, Tensor... inputs) {
    String path = inputs[0].path;
    return of(node(op, values(inputs), path).output(0), path);
  }

  private static List<Value> values(Tensor... tensors) {
    List<Value> values = new ArrayList<>(tensors.length);
    for (Tensor tensor : tensors) {
      values.add(tensor.value);
    }
    return values;
  }

  static Node node(Op op, List<Value> inputs, String path) {
    try {
      return new Node(op, inputs, path);
    } catch (ShapeException e) {
      throw Location.locate(e, op.name() + operands(inputs), path);
    }
  }

  private static String operands(List<Value> inputs) {
    return inputs.stream().map(v -> v.type().toString()).toList().toString();
  }

  private Tensor applied(String what, java.util.function.Supplier<Op> op, Tensor... more) {
    Tensor[] inputs = new Tensor[more.length + 1];
    inputs[0] = this;
    System.arraycopy(more, 0, inputs, 1, more.length);
    Op made;
    try {
      made = op.get();
    } catch (ShapeException e) {
      throw Location.locate(e, what + operands(values(inputs)), path);
    }
    return apply(made, inputs);
  }

  /**
   * What is computed.
   *
   * @return the graph value
   */
  public Value value() {
    return value;
  }

  /**
   * The layer that operations on this handle belong to.
   *
   * @return the path, for instance {@code houses/dense_2}
   */
  public String path() {
    return path;
  }

  /**
   * The same value seen from another layer.
   *
   * @param layer the layer's path
   * @return another handle
   */
  public Tensor at(String layer) {
    return layer.equals(path) ? this : of(value, layer);
  }

  /**
   * Element type and shape.
   *
   * @return the type
   */
  public TensorType type() {
    return value.type();
  }

  /**
   * Dimensions.
   *
   * @return the shape
   */
  public Shape shape() {
    return value.shape();
  }

  /**
   * Element type.
   *
   * @return the element type
   */
  public DataType dataType() {
    return value.dataType();
  }

  /**
   * One dimension.
   *
   * @param axis which
   * @return the dimension
   */
  public Dim dim(int axis) {
    return shape().dim(axis);
  }

  /**
   * A number of this tensor's type, as a scalar.
   *
   * @param number the number
   * @return a tensor of shape {@code []}
   */
  public Tensor constant(double number) {
    return constant(NDArray.scalar(number));
  }

  /**
   * An array in this tensor's type.
   *
   * @param array the array
   * @return a constant tensor
   */
  public Tensor constant(NDArray array) {
    Leaf.Constant op = new Leaf.Constant(array, dataType());
    return of(new Node(op, List.of(), path).output(0), path);
  }

  /**
   * A tensor like this one filled with a number.
   *
   * @param number the number
   * @return a tensor of the same type and shape
   */
  public Tensor filled(double number) {
    return constant(number).broadcastTo(shape());
  }

  /**
   * Positions along an axis of this tensor.
   *
   * @param axis the axis that counts
   * @return an int32 tensor of the same shape with {@code result[.., i, ..] = i}
   */
  public Tensor iota(int axis) {
    Leaf.Iota op = new Leaf.Iota(shape(), shape().axis(axis));
    return of(new Node(op, List.of(), path).output(0), path);
  }

  private Tensor unary(UnaryKind kind) {
    return apply(new Elementwise.Unary(kind), this);
  }

  private Tensor binary(BinaryKind kind, Tensor b) {
    Elementwise.Binary op = new Elementwise.Binary(kind);
    Shape common = common(op, b);
    return apply(op, broadcastTo(common), b.broadcastTo(common));
  }

  private Shape common(Op op, Tensor b) {
    try {
      return shape().broadcast(b.shape());
    } catch (ShapeException e) {
      throw Location.locate(e, op.name() + operands(List.of(value, b.value)), path);
    }
  }

  /**
   * Elementwise: -x.
   *
   * @return a tensor of the same shape
   */
  public Tensor neg() {
    return unary(UnaryKind.NEG);
  }

  /**
   * Elementwise: |x|, with gradient 0 at 0.
   *
   * @return a tensor of the same shape
   */
  public Tensor abs() {
    return unary(UnaryKind.ABS);
  }

  /**
   * Elementwise: e to the x.
   *
   * @return a tensor of the same shape
   */
  public Tensor exp() {
    return unary(UnaryKind.EXP);
  }

  /**
   * Elementwise: the natural logarithm.
   *
   * @return a tensor of the same shape
   */
  public Tensor log() {
    return unary(UnaryKind.LOG);
  }

  /**
   * Elementwise: ln(1 + x), exact for small x.
   *
   * @return a tensor of the same shape
   */
  public Tensor log1p() {
    return unary(UnaryKind.LOG1P);
  }

  /**
   * Elementwise: e to the x minus 1, exact for small x.
   *
   * @return a tensor of the same shape
   */
  public Tensor expm1() {
    return unary(UnaryKind.EXPM1);
  }

  /**
   * Elementwise: the square root.
   *
   * @return a tensor of the same shape
   */
  public Tensor sqrt() {
    return unary(UnaryKind.SQRT);
  }

  /**
   * Elementwise: 1 / square root.
   *
   * @return a tensor of the same shape
   */
  public Tensor rsqrt() {
    return unary(UnaryKind.RSQRT);
  }

  /**
   * Elementwise: the sine.
   *
   * @return a tensor of the same shape
   */
  public Tensor sin() {
    return unary(UnaryKind.SIN);
  }

  /**
   * Elementwise: the cosine.
   *
   * @return a tensor of the same shape
   */
  public Tensor cos() {
    return unary(UnaryKind.COS);
  }

  /**
   * Elementwise: the hyperbolic tangent.
   *
   * @return a tensor of the same shape
   */
  public Tensor tanh() {
    return unary(UnaryKind.TANH);
  }

  /**
   * Elementwise: the logistic function 1 / (1 + e to the -x).
   *
   * @return a tensor of the same shape
   */
  public Tensor sigmoid() {
    return unary(UnaryKind.SIGMOID);
  }

  /**
   * Elementwise: the error function.
   *
   * @return a tensor of the same shape
   */
  public Tensor erf() {
    return unary(UnaryKind.ERF);
  }

  /**
   * Elementwise: the largest integer not above x, with gradient 0.
   *
   * @return a tensor of the same shape
   */
  public Tensor floor() {
    return unary(UnaryKind.FLOOR);
  }

  /**
   * Elementwise: -1, 0 or 1, with gradient 0.
   *
   * @return a tensor of the same shape
   */
  public Tensor sign() {
    return unary(UnaryKind.SIGN);
  }

  /**
   * Elementwise: the logical not of a bool tensor.
   *
   * @return a tensor of the same shape
   */
  public Tensor not() {
    return unary(UnaryKind.NOT);
  }

  /**
   * Elementwise with broadcasting: a + b.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor add(Tensor b) {
    return binary(BinaryKind.ADD, b);
  }

  /**
   * Elementwise with a number: a + b.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor add(double b) {
    return binary(BinaryKind.ADD, constant(b));
  }

  /**
   * Elementwise with broadcasting: a - b.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor sub(Tensor b) {
    return binary(BinaryKind.SUB, b);
  }

  /**
   * Elementwise with a number: a - b.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor sub(double b) {
    return binary(BinaryKind.SUB, constant(b));
  }

  /**
   * Elementwise with broadcasting: a * b.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor mul(Tensor b) {
    return binary(BinaryKind.MUL, b);
  }

  /**
   * Elementwise with a number: a * b.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor mul(double b) {
    return binary(BinaryKind.MUL, constant(b));
  }

  /**
   * Elementwise with broadcasting: a / b.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor div(Tensor b) {
    return binary(BinaryKind.DIV, b);
  }

  /**
   * Elementwise with a number: a / b.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor div(double b) {
    return binary(BinaryKind.DIV, constant(b));
  }

  /**
   * Elementwise with broadcasting: a to the power b.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor pow(Tensor b) {
    return binary(BinaryKind.POW, b);
  }

  /**
   * Elementwise with a number: a to the power b.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor pow(double b) {
    return binary(BinaryKind.POW, constant(b));
  }

  /**
   * Elementwise with broadcasting: the smaller of both.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor min(Tensor b) {
    return binary(BinaryKind.MIN, b);
  }

  /**
   * Elementwise with a number: the smaller of both.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor min(double b) {
    return binary(BinaryKind.MIN, constant(b));
  }

  /**
   * Elementwise with broadcasting: the larger of both.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor max(Tensor b) {
    return binary(BinaryKind.MAX, b);
  }

  /**
   * Elementwise with a number: the larger of both.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor max(double b) {
    return binary(BinaryKind.MAX, constant(b));
  }

  /**
   * Elementwise with broadcasting: a &lt; b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor lt(Tensor b) {
    return binary(BinaryKind.LT, b);
  }

  /**
   * Elementwise with a number: a &lt; b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor lt(double b) {
    return binary(BinaryKind.LT, constant(b));
  }

  /**
   * Elementwise with broadcasting: a &lt;= b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor le(Tensor b) {
    return binary(BinaryKind.LE, b);
  }

  /**
   * Elementwise with a number: a &lt;= b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor le(double b) {
    return binary(BinaryKind.LE, constant(b));
  }

  /**
   * Elementwise with broadcasting: a &gt; b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor gt(Tensor b) {
    return binary(BinaryKind.GT, b);
  }

  /**
   * Elementwise with a number: a &gt; b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor gt(double b) {
    return binary(BinaryKind.GT, constant(b));
  }

  /**
   * Elementwise with broadcasting: a &gt;= b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor ge(Tensor b) {
    return binary(BinaryKind.GE, b);
  }

  /**
   * Elementwise with a number: a &gt;= b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor ge(double b) {
    return binary(BinaryKind.GE, constant(b));
  }

  /**
   * Elementwise with broadcasting: a == b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor eq(Tensor b) {
    return binary(BinaryKind.EQ, b);
  }

  /**
   * Elementwise with a number: a == b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor eq(double b) {
    return binary(BinaryKind.EQ, constant(b));
  }

  /**
   * Elementwise with broadcasting: a != b as bool.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor ne(Tensor b) {
    return binary(BinaryKind.NE, b);
  }

  /**
   * Elementwise with a number: a != b as bool.
   *
   * @param b the number, converted to this tensor's type
   * @return a tensor of the same shape
   */
  public Tensor ne(double b) {
    return binary(BinaryKind.NE, constant(b));
  }

  /**
   * Elementwise with broadcasting: logical and of bool tensors.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor and(Tensor b) {
    return binary(BinaryKind.AND, b);
  }

  /**
   * Elementwise with broadcasting: logical or of bool tensors.
   *
   * @param b the other operand, of the same type
   * @return a tensor of the common shape
   */
  public Tensor or(Tensor b) {
    return binary(BinaryKind.OR, b);
  }

  /**
   * Elementwise: x * x.
   *
   * @return a tensor of the same shape
   */
  public Tensor square() {
    return mul(this);
  }

  /**
   * Limits each element to a range; the gradient is 0 at and beyond the bounds.
   *
   * @param low lower bound
   * @param high upper bound
   * @return a tensor of the same shape
   */
  public Tensor clamp(double low, double high) {
    return max(low).min(high);
  }

  /**
   * Chooses by this bool tensor, with broadcasting.
   *
   * @param a taken where this is true
   * @param b taken where this is false, of a's type
   * @return a tensor of the common shape
   */
  public Tensor where(Tensor a, Tensor b) {
    Elementwise.Where op = new Elementwise.Where();
    Shape all;
    try {
      all = shape().broadcast(a.shape()).broadcast(b.shape());
    } catch (ShapeException e) {
      throw Location.locate(e, op.name() + operands(List.of(value, a.value, b.value)), path);
    }
    return apply(op, broadcastTo(all), a.broadcastTo(all), b.broadcastTo(all));
  }

  /**
   * Converts the element type.
   *
   * @param type the type wanted
   * @return a tensor of the same shape; this one if it has the type
   */
  public Tensor cast(DataType type) {
    return type == dataType() ? this : apply(new Elementwise.Cast(type), this);
  }

  /**
   * The same values, but no gradient flows through.
   *
   * @return a tensor of the same type and shape
   */
  public Tensor stopGradient() {
    return apply(new Elementwise.StopGradient(), this);
  }

  private Tensor reduce(Reduction.Kind kind, boolean keepDims, int... axes) {
    return applied("reduce", () -> new Reduction.Reduce(kind, reducedAxes(axes), keepDims));
  }

  private List<Integer> reducedAxes(int... axes) {
    if (axes.length == 0) {
      return IntStream.range(0, shape().rank()).boxed().toList();
    }
    return Arrays.stream(axes).map(shape()::axis).sorted().boxed().toList();
  }

  /**
   * Sum along axes, which go.
   *
   * @param axes which; none means all
   * @return the sums
   */
  public Tensor sum(int... axes) {
    return reduce(Reduction.Kind.SUM, false, axes);
  }

  /**
   * Sum along axes, which stay as size 1.
   *
   * @param axes which; none means all
   * @return the sums
   */
  public Tensor sumKeepDims(int... axes) {
    return reduce(Reduction.Kind.SUM, true, axes);
  }

  /**
   * Largest element along axes, which go.
   *
   * @param axes which; none means all
   * @return the maxima
   */
  public Tensor reduceMax(int... axes) {
    return reduce(Reduction.Kind.MAX, false, axes);
  }

  /**
   * Largest element along axes, which stay as size 1.
   *
   * @param axes which; none means all
   * @return the maxima
   */
  public Tensor reduceMaxKeepDims(int... axes) {
    return reduce(Reduction.Kind.MAX, true, axes);
  }

  /**
   * Smallest element along axes, which go.
   *
   * @param axes which; none means all
   * @return the minima
   */
  public Tensor reduceMin(int... axes) {
    return reduce(Reduction.Kind.MIN, false, axes);
  }

  /**
   * Smallest element along axes, which stay as size 1.
   *
   * @param axes which; none means all
   * @return the minima
   */
  public Tensor reduceMinKeepDims(int... axes) {
    return reduce(Reduction.Kind.MIN, true, axes);
  }

  /**
   * Mean along axes, which go.
   *
   * @param axes which; none means all
   * @return the means
   */
  public Tensor mean(int... axes) {
    return divideByCount(sum(axes), axes);
  }

  /**
   * Mean along axes, which stay as size 1.
   *
   * @param axes which; none means all
   * @return the means
   */
  public Tensor meanKeepDims(int... axes) {
    return divideByCount(sumKeepDims(axes), axes);
  }

  private Tensor divideByCount(Tensor sum, int... axes) {
    Dim count = Dim.ONE;
    for (int axis : reducedAxes(axes)) {
      count = count.times(dim(axis));
    }
    return count.batch() ? sum.div(count(count)) : sum.mul(1.0 / count.size());
  }

  /**
   * The run-time size of a dimension in this tensor's type, as a scalar.
   *
   * @param dim the dimension
   * @return a tensor of shape {@code []}
   */
  public Tensor count(Dim dim) {
    return of(new Node(new Leaf.Count(dim, dataType()), List.of(), path).output(0), path);
  }

  /**
   * Index of the largest element along an axis, which goes; the first of equals.
   *
   * @param axis the axis
   * @return an int32 tensor
   */
  public Tensor argMax(int axis) {
    return applied("argmax", () -> new Reduction.ArgMax(shape().axis(axis)));
  }

  /**
   * Matrix product of the last two axes, {@code [.., m, k] x [.., k, n] -> [.., m, n]}; leading
   * axes broadcast.
   *
   * @param b the right factor
   * @return the product
   */
  public Tensor matmul(Tensor b) {
    return matmul(b, false, false);
  }

  /**
   * Matrix product with either factor transposed in its last two axes.
   *
   * @param b the right factor
   * @param transposeThis whether this is given as {@code [.., k, m]}
   * @param transposeB whether b is given as {@code [.., n, k]}
   * @return the product {@code [.., m, n]}
   */
  public Tensor matmul(Tensor b, boolean transposeThis, boolean transposeB) {
    LinearOps.MatMul op = new LinearOps.MatMul(transposeThis, transposeB);
    if (shape().rank() < 2 || b.shape().rank() < 2) {
      return apply(op, this, b);
    }
    Shape leadA = shape().subShape(0, shape().rank() - 2);
    Shape leadB = b.shape().subShape(0, b.shape().rank() - 2);
    Shape lead;
    try {
      lead = leadA.broadcast(leadB);
    } catch (ShapeException e) {
      throw Location.locate(e, op.name() + operands(List.of(value, b.value)), path);
    }
    return apply(op, broadcastLeading(lead), b.broadcastLeading(lead));
  }

  private Tensor broadcastLeading(Shape lead) {
    List<Dim> dims = new ArrayList<>(lead.dims());
    dims.addAll(shape().dims().subList(shape().rank() - 2, shape().rank()));
    return broadcastTo(new Shape(dims));
  }

  /**
   * Convolution in one or two spatial axes (cross-correlation): this {@code [N, C, spatial..]}.
   *
   * @param weight {@code [O, C/groups, kernel..]}
   * @param window kernel position rule
   * @param groups into how many separate convolutions the channels are split
   * @return {@code [N, O, spatial..]}
   */
  public Tensor conv(Tensor weight, Window window, int groups) {
    return apply(new LinearOps.Conv(window, groups), this, weight);
  }

  /**
   * Transposed convolution, the gradient of a convolution by its input: this {@code [N, O,
   * spatial..]}.
   *
   * @param weight {@code [O, C/groups, kernel..]}
   * @param window kernel position rule of the convolution
   * @param groups groups of the convolution
   * @param spatial spatial size of the result
   * @return {@code [N, C, spatial..]}
   */
  public Tensor convTranspose(Tensor weight, Window window, int groups, List<Integer> spatial) {
    return applied(
        "conv_input_grad", () -> new LinearOps.ConvInputGrad(window, groups, spatial), weight);
  }

  /**
   * Largest cell of each window of {@code [N, C, spatial..]}.
   *
   * @param window kernel position rule
   * @return {@code [N, C, spatial..]}
   */
  public Tensor maxPool(Window window) {
    return apply(new PoolOps.MaxPick(window), this, this);
  }

  /**
   * Mean of each window of {@code [N, C, spatial..]}.
   *
   * @param window kernel position rule
   * @param countPadding whether padding counts as cells of value 0
   * @return {@code [N, C, spatial..]}
   */
  public Tensor avgPool(Window window, boolean countPadding) {
    return apply(new PoolOps.AvgPool(window, countPadding), this);
  }

  /**
   * Selects along an axis.
   *
   * @param indices int32 tensor of positions
   * @param axis the axis
   * @return this shape with the axis replaced by the indices' dimensions
   */
  public Tensor gather(Tensor indices, int axis) {
    return applied("gather", () -> new IndexOps.Gather(shape().axis(axis)), indices);
  }

  /**
   * Adds this tensor's slices up by index, starting from zero: the opposite of {@link #gather}.
   *
   * @param indices int32 tensor of positions; its dimensions stand in this shape from the axis on
   * @param axis the axis, from 0
   * @param size size of the result along the axis
   * @return the sums
   */
  public Tensor scatterAdd(Tensor indices, int axis, Dim size) {
    return applied("scatter_add", () -> new IndexOps.ScatterAdd(axis, size), indices);
  }

  /**
   * One-hot rows: this int32 tensor of class indices becomes {@code [.., classes]}.
   *
   * @param classes number of classes
   * @param type element type of the result
   * @return 1 at the index, 0 elsewhere (all 0 for an index out of range)
   */
  public Tensor oneHot(int classes, DataType type) {
    Tensor spread = expandDims(shape().rank());
    Shape wide = shape().insert(shape().rank(), Dim.of(classes));
    Tensor positions = spread.broadcastTo(wide).iota(-1);
    return positions.eq(spread).cast(type);
  }

  /**
   * The same elements under other dimensions.
   *
   * @param shape dimensions with the same product
   * @return a tensor of that shape
   */
  public Tensor reshape(Shape shape) {
    return shape.equals(shape()) ? this : applied("reshape", () -> new ShapeOps.Reshape(shape));
  }

  /**
   * Inserts a dimension of size 1.
   *
   * @param axis where, from 0 to rank
   * @return a tensor of one more axis
   */
  public Tensor expandDims(int axis) {
    return reshape(shape().insert(axis, Dim.ONE));
  }

  /**
   * Joins all axes from one on: {@code [N, C, H, W]} from 1 gives {@code [N, C*H*W]}.
   *
   * @param from first axis to join
   * @return a tensor of rank {@code from + 1}
   */
  public Tensor flatten(int from) {
    Shape tail = shape().subShape(from, shape().rank());
    return reshape(shape().subShape(0, from).insert(from, tail.elements()));
  }

  /**
   * Permutes axes.
   *
   * @param axes for each axis of the result, which axis of this tensor; none reverses all
   * @return the permuted tensor
   */
  public Tensor transpose(int... axes) {
    List<Integer> order =
        axes.length > 0
            ? Arrays.stream(axes).boxed().toList()
            : IntStream.range(0, shape().rank()).map(i -> shape().rank() - 1 - i).boxed().toList();
    return applied(
        "transpose", () -> new ShapeOps.Transpose(order.stream().map(shape()::axis).toList()));
  }

  /**
   * Repeats along axes of size 1 and new leading axes.
   *
   * @param shape the shape wanted
   * @return a tensor of that shape; this one if it has it
   */
  public Tensor broadcastTo(Shape shape) {
    return shape.equals(shape()) ? this : apply(new ShapeOps.Broadcast(shape), this);
  }

  /**
   * A range along one axis.
   *
   * @param axis the axis
   * @param start first index
   * @param size how many
   * @return the part
   */
  public Tensor slice(int axis, Dim start, Dim size) {
    return slice(axis, start, size, 1);
  }

  /**
   * A range along one constant axis.
   *
   * @param axis the axis
   * @param start first index
   * @param size how many
   * @return the part
   */
  public Tensor slice(int axis, int start, int size) {
    return applied("slice", () -> sliceOp(axis, Dim.of(start), Dim.of(size), 1));
  }

  /**
   * Every step-th element along one axis.
   *
   * @param axis the axis
   * @param start first index
   * @param size how many
   * @param step distance between two
   * @return the part
   */
  public Tensor slice(int axis, Dim start, Dim size, int step) {
    return applied("slice", () -> sliceOp(axis, start, size, step));
  }

  private Op sliceOp(int axis, Dim start, Dim size, int step) {
    int rank = shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    List<Dim> sizes = new ArrayList<>(shape().dims());
    List<Integer> steps = new ArrayList<>(Collections.nCopies(rank, 1));
    starts.set(shape().axis(axis), start);
    sizes.set(shape().axis(axis), size);
    steps.set(shape().axis(axis), step);
    return new ShapeOps.Slice(starts, sizes, steps);
  }

  /**
   * Adds constant cells before and after along one axis.
   *
   * @param axis the axis
   * @param low how many before
   * @param high how many after
   * @param fill their value
   * @return the larger tensor
   */
  public Tensor pad(int axis, int low, int high, double fill) {
    int rank = shape().rank();
    List<Dim> before = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    List<Dim> after = new ArrayList<>(before);
    before.set(shape().axis(axis), Dim.of(low));
    after.set(shape().axis(axis), Dim.of(high));
    return applied(
        "pad", () -> new ShapeOps.Pad(before, after, Collections.nCopies(rank, 0), fill));
  }

  /**
   * Joins tensors along an axis.
   *
   * @param axis the axis
   * @param parts the tensors, at least one
   * @return the joined tensor
   */
  public static Tensor concat(int axis, Tensor... parts) {
    int normal = parts[0].shape().axis(axis);
    return parts.length == 1 ? parts[0] : apply(new ShapeOps.Concat(normal), parts);
  }

  /**
   * Turns axes around.
   *
   * @param axes which
   * @return a tensor of the same shape
   */
  public Tensor reverse(int... axes) {
    return applied(
        "reverse",
        () -> new ShapeOps.Reverse(Arrays.stream(axes).map(shape()::axis).boxed().toList()));
  }

  @Override
  public String toString() {
    return "Tensor(" + value + (path.isEmpty() ? ")" : " @" + path + ")");
  }
}
