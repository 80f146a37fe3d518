package org.neurite.backend.jvm.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/** Programs without any compiler: one instruction per node, one slot per value. */
public final class Programs {
  private final List<Slot> slots = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Value, Integer> slotOf = new HashMap<>();

  private Programs() {}

  /** One instruction: inputs {@code 0}, {@code 1} …, outputs likewise. */
  public static Program of(Op op, TensorType... types) {
    return of(op, "net/layer", types);
  }

  /** One instruction of a layer. */
  public static Program of(Op op, String path, TensorType... types) {
    List<Value> inputs = new ArrayList<>();
    for (TensorType type : types) {
      inputs.add(new Node(new Leaf.Input("x", type), List.of(), path).output(0));
    }
    Node node = new Node(op, inputs, path);
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      outputs.add(node.output(i));
    }
    return of(Graph.body(inputs, outputs));
  }

  /** A graph whose inputs are called {@code 0}, {@code 1} …; outputs keep their names. */
  public static Program of(Graph graph) {
    return new Programs().plan(graph);
  }

  private Program plan(Graph graph) {
    Map<String, Operand> inputs = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      String name = Integer.toString(inputs.size());
      inputs.put(name, add(input, Slot.Kind.INPUT, name, Optional.empty()));
    }
    for (Node node : graph.nodes()) {
      emit(node);
    }
    Map<String, Operand> outputs = new LinkedHashMap<>();
    for (Graph.Output output : graph.outputs()) {
      Operand from = operand(output.value());
      Operand to =
          new Operand(
              slot(Slot.Kind.OUTPUT, output.name(), from.type(), Optional.empty()), from.type());
      outputs.put(output.name(), to);
      instructions.add(
          new Instruction(
              new ShapeOps.Reshape(from.type().shape()),
              List.of(from),
              List.of(Optional.of(to)),
              "",
              Optional.empty()));
    }
    return new Program("test", slots, instructions, inputs, outputs, -1);
  }

  private void emit(Node node) {
    if (node.op() instanceof Leaf.Input) {
      return;
    }
    if (node.op() instanceof Leaf.Constant constant) {
      add(node.output(0), Slot.Kind.CONSTANT, "", Optional.of(constant.value()));
      return;
    }
    List<Operand> inputs = node.inputs().stream().map(this::operand).toList();
    List<Optional<Operand>> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      outputs.add(Optional.of(add(node.output(i), Slot.Kind.TEMPORARY, "", Optional.empty())));
    }
    Optional<Program> body =
        node.op() instanceof Scan scan ? Optional.of(of(scan.body())) : Optional.empty();
    instructions.add(new Instruction(node.op(), inputs, outputs, node.path(), body));
  }

  private Operand operand(Value value) {
    return new Operand(slotOf.get(value), value.type());
  }

  private Operand add(Value value, Slot.Kind kind, String name, Optional<NDArray> constant) {
    slotOf.put(value, slot(kind, name, value.type(), constant));
    return operand(value);
  }

  private int slot(Slot.Kind kind, String name, TensorType type, Optional<NDArray> constant) {
    Dim elements = type.shape().elements();
    int id = slots.size();
    slots.add(
        new Slot(
            id,
            kind,
            name,
            type.dataType(),
            elements.batch() ? 0 : elements.size(),
            elements.batch() ? elements.size() : 0,
            constant));
    return id;
  }
}
