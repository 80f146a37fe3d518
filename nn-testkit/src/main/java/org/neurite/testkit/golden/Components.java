package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Component;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes components by name and settings, as a model file would. */
final class Components {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ComponentCodec CODEC = new ComponentCodec(ComponentRegistry.builtIn());

  private final ObjectNode json = JSON.createObjectNode();

  private Components(String name) {
    json.put("type", name);
  }

  /** Reads and writes components. */
  static ComponentCodec codec() {
    return CODEC;
  }

  static Components named(String name) {
    return new Components(name);
  }

  Components with(String setting, double value) {
    json.put(setting, value);
    return this;
  }

  Components with(String setting, int value) {
    json.put(setting, value);
    return this;
  }

  Components with(String setting, boolean value) {
    json.put(setting, value);
    return this;
  }

  Components with(String setting, String value) {
    json.put(setting, value);
    return this;
  }

  Components with(String setting, double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    json.set(setting, JSON.valueToTree(list));
    return this;
  }

  /** Numbers per axis: as a list, or the first alone for a layer of one axis. */
  Components withSizes(String setting, List<Integer> sizes, boolean flat) {
    if (flat) {
      return with(setting, sizes.get(0));
    }
    json.set(setting, JSON.valueToTree(sizes));
    return this;
  }

  Components with(String setting, Components component) {
    json.set(setting, component.json);
    return this;
  }

  <C extends Component> C as(Class<C> kind) {
    return CODEC.read(kind, json, "golden");
  }
}
