package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for components of every kind. */
public abstract class ComponentContract {
  /** Made for the contracts of the kinds. */
  protected ComponentContract() {}

  /**
   * What is tested.
   *
   * @return the component, with the settings to test
   */
  protected abstract Component component();

  /**
   * Where the component is found by name.
   *
   * @return the built-in components and those that providers on the class path name, unless
   *     overridden
   */
  protected ComponentRegistry registry() {
    return ComponentRegistry.discover();
  }

  /** A model file is of no use if its components come back as others. */
  @Test
  public void survivesWritingAndReading() {
    ComponentCodec codec = new ComponentCodec(registry());
    Component component = component();
    ComponentKind kind = ComponentKind.of(component.getClass()).orElseThrow();
    JsonNode written = JsonMapper.shared().readTree(codec.write(component).toString());
    assertEquals(component, codec.read(kind.component(), written, "contract"));
  }
}
