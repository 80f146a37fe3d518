package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;

/** Orders the nodes of a lowered graph and puts their values into slots. */
final class Planner {
  private final String name;
  private final Graph graph;
  private final Set<Pass> passes;
  private final Function<Graph, Program> loops;
  private final boolean isBody;
  private final Schedule schedule;
  private final Slots slots = new Slots();
  private final Map<Value, Integer> slotOf = new HashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Liveness liveness;
  private final Stores stores;

  /**
   * A planner for one graph.
   *
   * @param loops compiles the bodies of loops
   * @param isBody whether inputs are called by position
   */
  Planner(
      String name, Graph graph, Set<Pass> passes, Function<Graph, Program> loops, boolean isBody) {
    this.name = name;
    this.isBody = isBody;
    this.graph = graph;
    this.passes = passes;
    this.loops = loops;
    this.schedule = Schedule.of(graph);
    this.liveness = new Liveness(graph, schedule.nodes());
    this.stores = new Stores(graph, schedule, liveness, passes);
  }

  Program plan() {
    bindLeaves();
    for (int i = 0; i < schedule.nodes().size(); i++) {
      emit(i, schedule.nodes().get(i));
    }
    Map<String, Operand> outputs = outputs();
    copyStores();
    return new Program(name, slots.all(), instructions, inputs(), outputs, guard(outputs));
  }

  private int guard(Map<String, Operand> outputs) {
    boolean guarded = !graph.assigns().isEmpty() && outputs.containsKey(Program.LOSS);
    return guarded ? schedule.lossEnd() : -1;
  }

  private void bindLeaves() {
    for (Value input : graph.inputs()) {
      slotOf.put(input, slots.add(Slot.Kind.INPUT, input.op().name(), input.type()));
    }
    for (Node node : graph.nodes()) {
      Value value = node.output(0);
      if (node.op() instanceof Leaf.Variable) {
        slotOf.put(value, slots.add(Slot.Kind.VARIABLE, node.op().name(), value.type()));
      } else if (node.op() instanceof Leaf.Constant constant) {
        slotOf.put(value, slots.constant(constant));
      }
    }
  }

  private void emit(int index, Node node) {
    List<Operand> inputs = new ArrayList<>();
    for (Value input : node.inputs()) {
      inputs.add(operand(input));
    }
    List<Optional<Operand>> outputs = new ArrayList<>();
    List<Value> dying = new ArrayList<>(liveness.dyingAt(index));
    for (int i = 0; i < node.outputs().size(); i++) {
      Value value = node.output(i);
      outputs.add(
          liveness.isUsed(value) ? Optional.of(place(node, value, dying)) : Optional.empty());
    }
    Optional<Program> body =
        node.op() instanceof Scan scan ? Optional.of(loops.apply(scan.body())) : Optional.empty();
    instructions.add(new Instruction(node.op(), inputs, outputs, node.path(), body));
    if (passes.contains(Pass.REUSE)) {
      for (Value root : dying) {
        slots.release(slotOf.get(root));
      }
    }
  }

  private Operand operand(Value value) {
    return new Operand(slotOf.get(Liveness.root(value)), value.type());
  }

  /** Chooses the slot of a result: a variable, a dying operand's, a free one, or a new one. */
  private Operand place(Node node, Value value, List<Value> dying) {
    Optional<Value> variable = stores.target(value);
    int slot;
    if (variable.isPresent()) {
      slot = slotOf.get(variable.get());
    } else if (liveness.isOutput(value)) {
      slot = slots.add(Slot.Kind.OUTPUT, "", value.type());
    } else {
      Optional<Value> operand = overwritable(node, value, dying);
      if (operand.isPresent()) {
        slot = slotOf.get(operand.get());
        dying.remove(operand.get());
      } else {
        slot = slots.take(value.type());
      }
    }
    slotOf.put(value, slot);
    return new Operand(slot, value.type());
  }

  private Optional<Value> overwritable(Node node, Value value, List<Value> dying) {
    if (!passes.contains(Pass.IN_PLACE) || !Stores.isPointwise(node)) {
      return Optional.empty();
    }
    for (Value root : dying) {
      boolean temporary = slots.get(slotOf.get(root)).kind() == Slot.Kind.TEMPORARY;
      if (temporary && Stores.reads(node, root, value.type())) {
        return Optional.of(root);
      }
    }
    return Optional.empty();
  }

  private Map<String, Operand> inputs() {
    Map<String, Operand> inputs = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      inputs.put(isBody ? Integer.toString(inputs.size()) : input.op().name(), operand(input));
    }
    return inputs;
  }

  private Map<String, Operand> outputs() {
    Map<String, Operand> outputs = new LinkedHashMap<>();
    for (Graph.Output output : graph.outputs()) {
      Operand operand = operand(output.value());
      if (slots.get(operand.slot()).kind() != Slot.Kind.OUTPUT) {
        operand = copy(operand, slots.add(Slot.Kind.OUTPUT, output.name(), output.value().type()));
      }
      slots.name(operand.slot(), output.name());
      outputs.put(output.name(), operand);
    }
    return outputs;
  }

  /** Values that could not be written to their variable directly are copied at the end. */
  private void copyStores() {
    List<Operand> sources = new ArrayList<>();
    List<Graph.Assign> assigns = stores.copied();
    for (Graph.Assign assign : assigns) {
      Operand source = operand(assign.value());
      boolean moves = slots.get(source.slot()).kind() == Slot.Kind.VARIABLE;
      sources.add(moves ? copy(source, slots.take(assign.value().type())) : source);
    }
    for (int i = 0; i < assigns.size(); i++) {
      copy(sources.get(i), slotOf.get(assigns.get(i).variable()));
    }
  }

  private Operand copy(Operand from, int slot) {
    Operand to = new Operand(slot, from.type());
    instructions.add(
        new Instruction(
            new ShapeOps.Reshape(from.type().shape()),
            List.of(from),
            List.of(Optional.of(to)),
            "",
            Optional.empty()));
    return to;
  }
}
