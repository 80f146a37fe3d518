package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neurite.api.API;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Named functions over tensors that a backend may compute in one go, and the means to make more.
 * Each has a decomposition into primitive operations, which defines what it computes.
 */
@API(API.Status.STABLE)
public final class Composites {
  private static final Pattern VENDOR_NAME = Pattern.compile("[a-z][a-z0-9-]*:[a-z][a-z0-9_-]*");

  private Composites() {}

  /**
   * Applies a named composite: the body is traced once over stand-ins for the inputs.
   *
   * @param name what a backend claims it by: {@code vendor:name}, since names without a vendor are
   *     Neurite's own and a backend may take such a composite for the one it knows
   * @param attributes settings for a claiming backend
   * @param inputs the operands, at least one
   * @param gradient its gradient; empty for that of the body
   * @param body the decomposition, computed from its arguments alone
   * @return the results
   * @throws ShapeException if the body does not fit the inputs, or reads a variable directly
   * @throws IllegalArgumentException if the name has no vendor
   */
  public static List<Tensor> apply(
      String name,
      Map<String, Object> attributes,
      List<Tensor> inputs,
      Optional<Composite.Gradient> gradient,
      Function<List<Tensor>, List<Tensor>> body) {
    requireVendor(name);
    return trace(name, attributes, inputs, gradient, body);
  }

  static void requireVendor(String name) {
    if (!VENDOR_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an operation's name has to be vendor:name, in lower case, but is '" + name + "'");
    }
  }

  private static List<Tensor> trace(
      String name,
      Map<String, Object> attributes,
      List<Tensor> inputs,
      Optional<Composite.Gradient> gradient,
      Function<List<Tensor>, List<Tensor>> body) {
    String path = inputs.get(0).path();
    List<Tensor> parameters = new ArrayList<>();
    inputs.forEach(t -> parameters.add(Tensor.input("x" + parameters.size(), t.type(), path)));
    List<Tensor> results = body.apply(List.copyOf(parameters));
    Graph graph =
        Graph.body(
            parameters.stream().map(Tensor::value).toList(),
            results.stream().map(Tensor::value).toList());
    if (!graph.variables().isEmpty()) {
      throw new ShapeException(
          Problem.of(ErrorCode.ESCAPED_VALUE)
              .at(name + " in layer " + path)
              .expected("a body computed from its arguments")
              .found("the variable '" + graph.variables().get(0).op().name() + "'")
              .mend("pass the parameter as one of the inputs"));
    }
    Composite op = new Composite(name, attributes, graph, gradient);
    Node node = Tensor.node(op, inputs.stream().map(Tensor::value).toList(), path);
    return IntStream.range(0, results.size())
        .mapToObj(i -> Tensor.of(node.output(i), path))
        .toList();
  }

  /**
   * A function with a gradient of one's own instead of the chain rule's, for instance a surrogate
   * for a step.
   *
   * @param inputs the operands, at least one
   * @param forward computes the result from its arguments alone
   * @param gradient one gradient per floating-point operand
   * @return the result
   */
  public static Tensor customGradient(
      List<Tensor> inputs, Function<List<Tensor>, Tensor> forward, Composite.Gradient gradient) {
    return trace(
            "custom_gradient",
            Map.of(),
            inputs,
            Optional.of(gradient),
            arguments -> List.of(forward.apply(arguments)))
        .get(0);
  }

  /**
   * Affine map of the last axis: {@code y = x W^T + b}.
   *
   * @param x {@code [.., in]}
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}, or empty
   * @return {@code [.., out]}
   */
  public static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias) {
    boolean flat = x.shape().rank() == 2;
    if (x.shape().rank() < 2) {
      throw Location.locate(
          Rules.mismatch("an input of rank 2 or more, [N, .., features]", x.type().toString()),
          "linear",
          x.path());
    }
    Tensor rows = flat ? x : x.reshape(rows(x));
    Tensor product = rows.matmul(weight, false, true);
    Tensor shifted = bias.isPresent() ? product.add(bias.get()) : product;
    return flat ? shifted : shifted.reshape(x.shape().with(-1, weight.dim(0)));
  }

  private static Shape rows(Tensor x) {
    Dim rows = x.shape().subShape(0, x.shape().rank() - 1).elements();
    return Shape.of(rows, x.dim(-1));
  }

  /**
   * Softmax: {@code exp(x - max) / sum(exp(x - max))} along an axis.
   *
   * @param x logits
   * @param axis along which the results sum to 1
   * @return probabilities, of x's shape
   */
  public static Tensor softmax(Tensor x, int axis) {
    int normal = x.shape().axis(axis);
    return one(
        "softmax",
        normal,
        x,
        (in, out, g) -> {
          Tensor gy = g.get(0).mul(out.get(0));
          return List.of(gy.sub(out.get(0).mul(gy.sumKeepDims(normal))));
        },
        v -> {
          Tensor e = v.sub(v.reduceMaxKeepDims(normal).stopGradient()).exp();
          return e.div(e.sumKeepDims(normal));
        });
  }

  /**
   * Logarithm of the softmax along an axis, computed without overflow.
   *
   * @param x logits
   * @param axis along which the probabilities sum to 1
   * @return log-probabilities, of x's shape
   */
  public static Tensor logSoftmax(Tensor x, int axis) {
    int normal = x.shape().axis(axis);
    return one(
        "log_softmax",
        normal,
        x,
        (in, out, g) -> List.of(g.get(0).sub(out.get(0).exp().mul(g.get(0).sumKeepDims(normal)))),
        v -> {
          Tensor shifted = v.sub(v.reduceMaxKeepDims(normal).stopGradient());
          return shifted.sub(shifted.exp().sumKeepDims(normal).log());
        });
  }

  private static Tensor one(
      String name, int axis, Tensor x, Composite.Gradient gradient, Function<Tensor, Tensor> body) {
    return trace(
            name,
            Map.of("axis", axis),
            List.of(x),
            Optional.of(gradient),
            arguments -> List.of(body.apply(arguments.get(0))))
        .get(0);
  }

  /**
   * Cross-entropy between target distributions and the softmax of logits: {@code -sum_c t_c
   * log_softmax(x)_c} over the last axis.
   *
   * <p>The composite has a second result, {@code [.., C]}: the gradient of the losses by the
   * logits, {@code softmax(x) sum_c t_c - t}, which a kernel has at hand.
   *
   * @param logits {@code [.., C]}
   * @param targets probabilities {@code [.., C]}; they need not sum to 1 (class weights may be in)
   * @return one loss per row, {@code [..]}
   */
  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor targets) {
    return trace(
            "softmax_cross_entropy",
            Map.of(),
            List.of(logits, targets),
            Optional.of(Composites::crossEntropyGradient),
            arguments -> {
              Tensor log = logSoftmax(arguments.get(0), -1);
              Tensor t = arguments.get(1);
              return List.of(t.mul(log).sum(-1).neg(), log.exp().mul(t.sumKeepDims(-1)).sub(t));
            })
        .get(0);
  }

  private static List<Tensor> crossEntropyGradient(
      List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
    Tensor g = gradients.get(0).expandDims(gradients.get(0).shape().rank());
    Tensor byLogits = outputs.get(1).mul(g);
    Tensor byTargets = logSoftmax(inputs.get(0), -1).neg().mul(g);
    if (isZero(gradients.get(1).value())) {
      return List.of(byLogits, byTargets);
    }
    Tensor u = gradients.get(1);
    Tensor probabilities = softmax(inputs.get(0), -1);
    Tensor product = u.mul(probabilities);
    Tensor sum = product.sumKeepDims(-1);
    Tensor total = inputs.get(1).sumKeepDims(-1);
    return List.of(
        byLogits.add(product.sub(probabilities.mul(sum)).mul(total)), byTargets.add(sum.sub(u)));
  }

  private static boolean isZero(Value value) {
    if (value.op() instanceof ShapeOps.Broadcast) {
      return isZero(value.node().inputs().get(0));
    }
    return value.op() instanceof Leaf.Constant constant
        && constant.isScalar()
        && constant.value().get(0) == 0;
  }

  /**
   * Layer normalisation (Ba, Kiros, Hinton, 2016) without scale and shift: {@code (x - mean) /
   * sqrt(var + eps)} with the biased variance.
   *
   * @param x any shape
   * @param eps added to the variance
   * @param axes along which mean and variance are taken
   * @return a tensor of x's shape
   */
  public static Tensor layerNorm(Tensor x, double eps, int... axes) {
    List<Integer> normal = Arrays.stream(axes).map(x.shape()::axis).sorted().boxed().toList();
    return trace(
            "layer_norm",
            Map.of("axes", normal, "eps", eps),
            List.of(x),
            Optional.empty(),
            arguments -> {
              Tensor centred = arguments.get(0).sub(arguments.get(0).meanKeepDims(axes));
              Tensor variance = centred.square().meanKeepDims(axes);
              return List.of(centred.mul(variance.add(eps).rsqrt()));
            })
        .get(0);
  }

  /**
   * Gaussian error linear unit (Hendrycks, Gimpel, 2016): {@code x Phi(x)}.
   *
   * @param x any shape
   * @param tanh whether to use the approximation by tanh instead of the exact erf
   * @return a tensor of x's shape
   */
  public static Tensor gelu(Tensor x, boolean tanh) {
    return trace(
            "gelu",
            Map.of("tanh", tanh),
            List.of(x),
            Optional.empty(),
            arguments -> List.of(tanh ? geluTanh(arguments.get(0)) : geluErf(arguments.get(0))))
        .get(0);
  }

  private static Tensor geluErf(Tensor x) {
    return x.mul(x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5));
  }

  private static Tensor geluTanh(Tensor x) {
    // Beyond 10 the tanh is 1 to the last bit of a double; an unbounded cube would overflow, and
    // its gradient times the tanh's zero would be NaN.
    Tensor near = x.clamp(-10, 10);
    Tensor inner = near.add(near.square().mul(near).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
    return x.mul(inner.tanh().add(1).mul(0.5));
  }

  /**
   * Sigmoid linear unit, also called swish (Elfwing, Uchibe, Doya, 2017): {@code x sigmoid(x)}.
   *
   * @param x any shape
   * @return a tensor of x's shape
   */
  public static Tensor silu(Tensor x) {
    return trace(
            "silu",
            Map.of(),
            List.of(x),
            Optional.empty(),
            arguments -> List.of(arguments.get(0).mul(arguments.get(0).sigmoid())))
        .get(0);
  }

  /**
   * Softplus {@code ln(1 + e^x)} without overflow.
   *
   * @param x any shape
   * @return a tensor of x's shape
   */
  public static Tensor softplus(Tensor x) {
    return trace(
            "softplus",
            Map.of(),
            List.of(x),
            Optional.of((in, out, g) -> List.of(g.get(0).mul(in.get(0).sigmoid()))),
            arguments -> {
              Tensor v = arguments.get(0);
              return List.of(v.max(0).add(v.abs().neg().exp().log1p()));
            })
        .get(0);
  }

  /**
   * Class indices or distributions as distributions.
   *
   * @param target int32 {@code [..]} of indices, or floating-point {@code [.., C]}
   * @param classes number of classes
   * @param type element type of the result
   * @return {@code [.., C]}
   */
  public static Tensor distribution(Tensor target, int classes, DataType type) {
    return target.dataType() == DataType.INT32 ? target.oneHot(classes, type) : target.cast(type);
  }
}
