package org.neurite.reference;

import org.neurite.api.graph.Leaf;
import org.neurite.api.random.RandomStream;

/** Values from nothing: constants, counts, positions, random numbers. */
final class LeafRules {
  private LeafRules() {}

  static void register(Evaluators table) {
    table.one(Leaf.Constant.class, c -> Values.of(c.op().value(), c.op().dataType()));
    table.one(Leaf.Count.class, LeafRules::count);
    table.one(Leaf.Iota.class, LeafRules::iota);
    table.one(Leaf.Random.class, LeafRules::random);
  }

  private static Values count(Call<Leaf.Count> call) {
    long count = call.op().dim().at(call.run().n());
    return Values.generate(call.output(), i -> count);
  }

  private static Values iota(Call<Leaf.Iota> call) {
    Values result = Values.zeros(call.output());
    int axis = call.op().axis();
    int stride = result.stride(axis);
    return Values.generate(call.output(), i -> i / stride % result.size(axis));
  }

  private static Values random(Call<Leaf.Random> call) {
    Leaf.Random op = call.op();
    RandomStream stream = new RandomStream(call.run().seed(), op.key(), call.run().step());
    return switch (op.distribution()) {
      case UNIFORM ->
          Values.generate(call.output(), i -> op.a() + (op.b() - op.a()) * stream.uniformAt(i));
      case NORMAL -> Values.generate(call.output(), i -> op.a() + op.b() * stream.normalAt(i));
      case BERNOULLI -> Values.generate(call.output(), i -> stream.uniformAt(i) < op.a() ? 1 : 0);
    };
  }
}
