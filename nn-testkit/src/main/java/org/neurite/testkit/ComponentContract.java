package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Service;
import org.neurite.api.component.Setting;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for components of every kind. */
public abstract class ComponentContract {
  private Optional<ComponentRegistry> given = Optional.empty();

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
    return given.orElseGet(ComponentRegistry::discover);
  }

  /** For a check of what is found elsewhere. */
  final void registry(ComponentRegistry registry) {
    given = Optional.of(registry);
  }

  /** What a setting is for must be said where users look it up. */
  @Test
  public void everySettingIsDescribed() {
    for (RecordComponent setting : settings()) {
      Setting stated = setting.getAnnotation(Setting.class);
      assertTrue(
          stated != null && !stated.doc().isBlank(),
          "setting '" + setting.getName() + "' needs a description: @Setting(doc = \"...\")");
    }
  }

  private List<RecordComponent> settings() {
    RecordComponent[] components = component().getClass().getRecordComponents();
    assertNotNull(
        components,
        component().getClass().getName() + " has to be a record, so that it can be saved");
    return Arrays.stream(components)
        .filter(component -> !component.isAnnotationPresent(Service.class))
        .toList();
  }

  /** A model file is of no use if its components come back as others. */
  @Test
  public void survivesWritingAndReading() {
    ComponentCodec codec = new ComponentCodec(registry());
    Component component = component();
    ComponentKind kind = ComponentKind.of(component.getClass()).orElseThrow();
    JsonNode written = JsonMapper.shared().readTree(codec.write(component).toString());
    assertEquals(
        component,
        codec.read(kind.component(), written, "contract"),
        () -> "what is read from " + written + ", which was written for " + component);
  }
}
