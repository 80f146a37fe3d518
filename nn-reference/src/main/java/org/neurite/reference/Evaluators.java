package org.neurite.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.TensorType;

/** The table: which method evaluates which operation. */
final class Evaluators {
  private static final Evaluators ALL = new Evaluators();

  private final Map<Class<? extends Op>, Function<Call<Op>, List<Values>>> table = new HashMap<>();

  private Evaluators() {
    LeafRules.register(this);
    ElementwiseRules.register(this);
    MovementRules.register(this);
    ReductionRules.register(this);
    MatrixRules.register(this);
    ConvolutionRules.register(this);
    PoolingRules.register(this);
    IndexRules.register(this);
    StructureRules.register(this);
    CustomRules.register(this);
  }

  /** Enters an operation with one result. */
  <O extends Op> void one(Class<O> op, Function<Call<O>, Values> rule) {
    many(op, call -> List.of(rule.apply(call)));
  }

  /** Enters an operation with any number of results. */
  <O extends Op> void many(Class<O> op, Function<Call<O>, List<Values>> rule) {
    table.put(
        op,
        call ->
            rule.apply(new Call<>(op.cast(call.op()), call.inputs(), call.outputs(), call.run())));
  }

  static List<Values> evaluate(
      Op op, List<Values> inputs, List<TensorType> outputs, Evaluation run) {
    Function<Call<Op>, List<Values>> rule = ALL.table.get(op.getClass());
    if (rule == null) {
      throw new BackendException(
          Problem.of(ErrorCode.UNSUPPORTED)
              .at("reference interpreter")
              .expected("an operation with a rule")
              .found(op.name() + " (" + op.getClass().getName() + ")"));
    }
    return rule.apply(new Call<>(op, inputs, outputs.stream().map(run::concrete).toList(), run));
  }
}
