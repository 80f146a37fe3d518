package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.random.Pool.Item;

/** Moves of several operands: products, convolutions, pooling, normalisation, loops, randomness. */
final class StructureMoves {
  private StructureMoves() {}

  static List<Move> all() {
    return List.of(
        StructureMoves::dense,
        StructureMoves::dense,
        StructureMoves::product,
        StructureMoves::conv,
        StructureMoves::conv,
        StructureMoves::pool,
        StructureMoves::softmax,
        StructureMoves::crossEntropy,
        StructureMoves::layerNorm,
        StructureMoves::batchNorm,
        StructureMoves::dropout,
        StructureMoves::recurrence);
  }

  /** Weight, bias, activation. */
  private static void dense(Pool pool) {
    pool.any(shape -> shape.rank() >= 2 && !shape.dim(-1).batch())
        .ifPresent(
            x -> {
              int in = x.tensor().shape().size(-1);
              int out = pool.wide(pool.choices().between(1, 4));
              Tensor weight = pool.variable(Shape.of(out, in));
              Optional<Tensor> bias =
                  pool.choices().flip()
                      ? Optional.empty()
                      : Optional.of(pool.variable(Shape.of(out)));
              Tensor y = Composites.linear(x.tensor(), weight, bias);
              double bound = 1.5 + 1.5 * in * x.bound();
              switch (pool.choices().below(4)) {
                case 0 -> pool.add(y.max(0), bound);
                case 1 -> pool.add(y.tanh(), 1);
                case 2 -> pool.add(y.sigmoid(), 1);
                default -> pool.add(y, bound);
              }
            });
  }

  /** Matrix products of any two tensors, transposed or not. */
  private static void product(Pool pool) {
    Optional<Item> left = pool.any(shape -> shape.rank() == 2 || shape.rank() == 3);
    if (left.isEmpty()) {
      return;
    }
    Tensor a = left.get().tensor();
    boolean ta = pool.choices().flip();
    boolean tb = pool.choices().flip();
    Dim inner = a.dim(ta ? -2 : -1);
    Dim outer = a.dim(ta ? -1 : -2);
    Optional<Item> right =
        pool.any(
            shape ->
                shape.rank() == a.shape().rank()
                    && shape
                        .subShape(0, shape.rank() - 2)
                        .equals(a.shape().subShape(0, shape.rank() - 2))
                    && shape.dim(tb ? -1 : -2).equals(inner)
                    && !(outer.batch() && shape.dim(tb ? -2 : -1).batch()));
    right.ifPresent(
        b -> {
          double terms = inner.at(5);
          pool.add(a.matmul(b.tensor(), ta, tb), terms * left.get().bound() * b.bound());
        });
  }

  private static void conv(Pool pool) {
    pool.any(shape -> Shapes.isBatchOf(shape, 3) || Shapes.isBatchOf(shape, 4))
        .ifPresent(
            x -> {
              Window window = window(pool.choices(), x.tensor().shape());
              int channels = x.tensor().shape().size(1);
              int groups = channels % 2 == 0 && pool.choices().flip() ? 2 : 1;
              int out = groups * pool.choices().between(1, 2);
              List<Dim> sizes = new ArrayList<>(List.of(Dim.of(out), Dim.of(channels / groups)));
              window.kernel().forEach(k -> sizes.add(Dim.of(k)));
              Tensor y = x.tensor().conv(pool.variable(new Shape(sizes)), window, groups);
              double bound = 1.5 * x.bound() * channels * 4;
              pool.add(pool.choices().flip() ? y.max(0) : y, bound);
            });
  }

  private static Window window(Choices choices, Shape images) {
    List<Integer> kernel = new ArrayList<>();
    List<Integer> stride = new ArrayList<>();
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    List<Integer> dilation = new ArrayList<>();
    for (int axis = 2; axis < images.rank(); axis++) {
      int size = images.size(axis);
      int k = choices.between(1, Math.min(2, size));
      kernel.add(k);
      stride.add(choices.between(1, 2));
      low.add(choices.below(k));
      high.add(choices.below(k));
      dilation.add(k == 2 && size > 2 ? choices.between(1, 2) : 1);
    }
    return new Window(kernel, stride, low, high, dilation);
  }

  private static void pool(Pool pool) {
    pool.any(shape -> Shapes.isBatchOf(shape, 3) || Shapes.isBatchOf(shape, 4))
        .ifPresent(
            x -> {
              Window window = window(pool.choices(), x.tensor().shape());
              Tensor y =
                  pool.choices().flip()
                      ? x.tensor().avgPool(window, pool.choices().flip())
                      : x.tensor().maxPool(window);
              pool.add(y, x.bound());
            });
  }

  private static void softmax(Pool pool) {
    pool.any(shape -> !Shapes.constantAxes(shape).isEmpty())
        .ifPresent(
            x -> {
              int axis = pool.choices().of(Shapes.constantAxes(x.tensor().shape()));
              if (pool.choices().flip()) {
                pool.add(Composites.softmax(x.tensor(), axis), 1);
              } else {
                pool.add(Composites.logSoftmax(x.tensor(), axis), 2 * x.bound() + 4);
              }
            });
  }

  private static void crossEntropy(Pool pool) {
    pool.any(shape -> Shapes.isBatchOf(shape, 2))
        .ifPresent(
            x -> {
              int classes = x.tensor().shape().size(1);
              Tensor labels = pool.input(Shape.batchOf(), DataType.INT32);
              Tensor targets = labels.oneHot(classes, DataType.FLOAT32);
              Tensor loss = Composites.softmaxCrossEntropy(x.tensor(), targets);
              pool.add(loss, 2 * x.bound() + 4);
            });
  }

  private static void layerNorm(Pool pool) {
    pool.any(shape -> shape.rank() >= 2 && !shape.dim(-1).batch() && shape.size(-1) > 1)
        .ifPresent(x -> pool.add(Composites.layerNorm(x.tensor(), 0.125, -1), 3));
  }

  /** Normalisation over the batch, as layers write it. */
  private static void batchNorm(Pool pool) {
    pool.any(shape -> Shapes.isBatchOf(shape, 2))
        .ifPresent(
            x -> {
              Tensor centred = x.tensor().sub(x.tensor().mean(0));
              Tensor variance = centred.square().mean(0);
              pool.add(centred.mul(variance.add(0.125).rsqrt()), 3);
            });
  }

  private static void dropout(Pool pool) {
    Item x = pool.any();
    Leaf.Distribution kind = pool.choices().of(List.of(Leaf.Distribution.values()));
    TensorType type = TensorType.float32(x.tensor().shape());
    Leaf.Random op =
        new Leaf.Random(
            kind, 0.5, kind == Leaf.Distribution.BERNOULLI ? 0 : 1.5, type, pool.items().size());
    Tensor random = Tensor.of(new Node(op, List.of(), "").output(0), "");
    pool.add(x.tensor().mul(random), 8 * x.bound());
  }

  /** A small recurrent layer over an input of its own, with captured weights. */
  private static void recurrence(Pool pool) {
    Choices choices = pool.choices();
    int hidden = choices.between(1, 3);
    Tensor steps = pool.input(Shape.batchOf(3, 2), DataType.FLOAT32).transpose(1, 0, 2);
    Tensor in = pool.variable(Shape.of(2, hidden));
    Tensor recurrent = pool.variable(Shape.of(hidden, hidden));
    Optional<Item> outside = pool.any(shape -> shape.equals(Shape.batchOf(hidden)));
    Tensor start = steps.slice(0, 0, 1).reshape(Shape.batchOf(2)).matmul(in).filled(0.25);
    boolean gated = choices.flip();
    Loops.Step end =
        Loops.scan(
            List.of(outside.map(Item::tensor).orElse(start)),
            List.of(steps),
            choices.flip(),
            (carry, slice) -> {
              Tensor h = slice.get(0).matmul(in).add(carry.get(0).matmul(recurrent)).tanh();
              Tensor next = gated ? h.mul(0.5).add(carry.get(0).mul(0.5)) : h;
              return new Loops.Step(List.of(next), List.of(h.mul(carry.get(0))));
            });
    double bound = Math.max(1, outside.map(Item::bound).orElse(1.0));
    pool.add(end.carries().get(0), bound);
    pool.add(end.emitted().get(0), bound);
  }
}
