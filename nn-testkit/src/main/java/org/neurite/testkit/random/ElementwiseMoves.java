package org.neurite.testkit.random;

import java.util.List;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.testkit.random.Pool.Item;

/** Moves that keep the shape, or broadcast. All stay where the functions are well-conditioned. */
final class ElementwiseMoves {
  private ElementwiseMoves() {}

  static List<Move> all() {
    return List.of(
        ElementwiseMoves::same,
        ElementwiseMoves::bounded,
        ElementwiseMoves::positive,
        ElementwiseMoves::number,
        ElementwiseMoves::binary,
        ElementwiseMoves::binary,
        ElementwiseMoves::quotient,
        ElementwiseMoves::choice,
        ElementwiseMoves::integers,
        ElementwiseMoves::composite);
  }

  /** Functions that do not enlarge. */
  private static void same(Pool pool) {
    Item x = pool.any();
    Tensor t = x.tensor();
    Tensor result =
        switch (pool.choices().below(5)) {
          case 0 -> t.neg();
          case 1 -> t.abs();
          case 2 -> t.max(0);
          case 3 -> t.stopGradient();
          default -> t.clamp(-0.75, 1.25);
        };
    pool.add(result, x.bound());
  }

  /** Functions with values between -1 and 1, or nearly. */
  private static void bounded(Pool pool) {
    Tensor t = pool.any().tensor();
    Tensor result =
        switch (pool.choices().below(8)) {
          case 0 -> t.tanh();
          case 1 -> t.sigmoid();
          case 2 -> t.sin();
          case 3 -> t.cos();
          case 4 -> t.erf();
          case 5 -> t.sign();
          case 6 -> t.mul(0.25).exp().mul(0.25);
          default -> t.mul(0.25).expm1().mul(0.25);
        };
    pool.add(result, 1.2);
  }

  /** Functions that need a positive operand. */
  private static void positive(Pool pool) {
    Tensor t = pool.any().tensor().abs().add(0.5);
    Tensor result =
        switch (pool.choices().below(6)) {
          case 0 -> t.log();
          case 1 -> t.log1p();
          case 2 -> t.sqrt();
          case 3 -> t.rsqrt();
          case 4 -> t.pow(0.5);
          default -> t.pow(t.rsqrt().neg());
        };
    pool.add(result, 2.6);
  }

  /** With a number, neutral ones included, which the compiler removes. */
  private static void number(Pool pool) {
    Item x = pool.any();
    double number = pool.choices().of(List.of(1.0, 0.0, -0.5, 2.0, 0.375));
    Tensor t = x.tensor();
    Tensor result =
        switch (pool.choices().below(6)) {
          case 0 -> t.add(number);
          case 1 -> t.mul(number);
          case 2 -> t.sub(number);
          case 3 -> t.div(number == 0 ? 4 : number);
          case 4 -> t.filled(number).sub(t);
          default -> t.filled(number);
        };
    pool.add(result, Math.max(x.bound() + 2, x.bound() * 2.7));
  }

  private static void binary(Pool pool) {
    Item a = pool.any();
    Item b = partner(pool, a);
    Tensor x = a.tensor();
    Tensor y = b.tensor();
    switch (pool.choices().below(5)) {
      case 0 -> pool.add(x.add(y), a.bound() + b.bound());
      case 1 -> pool.add(x.sub(y), a.bound() + b.bound());
      case 2 -> pool.add(x.mul(y), a.bound() * b.bound());
      case 3 -> pool.add(x.min(y), Math.max(a.bound(), b.bound()));
      default -> pool.add(x.max(y), Math.max(a.bound(), b.bound()));
    }
  }

  private static void quotient(Pool pool) {
    Item a = pool.any();
    pool.add(a.tensor().div(partner(pool, a).tensor().abs().add(0.5)), a.bound() * 2);
  }

  private static void choice(Pool pool) {
    Item a = pool.any();
    Item b = partner(pool, a);
    Tensor x = a.tensor();
    Tensor y = b.tensor();
    Tensor condition =
        switch (pool.choices().below(7)) {
          case 0 -> x.lt(y);
          case 1 -> x.le(0.25);
          case 2 -> x.gt(y).not();
          case 3 -> x.ge(y).and(y.lt(0.5));
          case 4 -> x.gt(y).ne(x.gt(0)).or(y.gt(0.5));
          case 5 -> x.mul(2).cast(DataType.INT32).eq(1);
          default -> x.gt(0.5).cast(DataType.INT32).eq(0);
        };
    pool.add(condition.where(x, y), Math.max(a.bound(), b.bound()));
  }

  /** Rounds to integers and back. */
  private static void integers(Pool pool) {
    Item x = pool.any();
    Tensor t = x.tensor();
    Tensor result =
        switch (pool.choices().below(4)) {
          case 0 -> t.mul(2).floor();
          case 1 -> t.mul(2).cast(DataType.INT32).neg().cast(DataType.FLOAT32);
          case 2 -> t.mul(4).cast(DataType.INT32).div(2).max(-1).cast(DataType.FLOAT32);
          default -> t.mul(2).cast(DataType.INT32).cast(DataType.BOOL).cast(DataType.FLOAT32);
        };
    pool.add(result, 2 * x.bound() + 1);
  }

  private static void composite(Pool pool) {
    Item x = pool.any();
    Tensor t = x.tensor();
    Tensor result =
        switch (pool.choices().below(4)) {
          case 0 -> Composites.gelu(t, true);
          case 1 -> Composites.gelu(t, false);
          case 2 -> Composites.silu(t);
          default -> Composites.softplus(t);
        };
    pool.add(result, x.bound() + 0.7);
  }

  /** Another tensor that broadcasts with a given one; the given one for want of others. */
  static Item partner(Pool pool, Item a) {
    return pool.any(shape -> Shapes.broadcast(shape, a.tensor().shape())).orElse(a);
  }
}
