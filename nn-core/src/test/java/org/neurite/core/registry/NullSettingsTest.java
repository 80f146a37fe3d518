package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Component;

/** A setting that is null is found where it is stated, not when the network is traced. */
class NullSettingsTest {
  static Stream<Component> components() {
    return Stream.concat(CatalogueTest.unusual(), BuiltInComponentsTest.unusual());
  }

  @ParameterizedTest
  @MethodSource("components")
  void noSettingMayBeNull(Component component) throws ReflectiveOperationException {
    RecordComponent[] settings = component.getClass().getRecordComponents();
    Object[] values = new Object[settings.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = settings[i].getAccessor().invoke(component);
    }
    for (int i = 0; i < values.length; i++) {
      if (!settings[i].getType().isPrimitive()) {
        Object[] broken = values.clone();
        broken[i] = null;
        assertThatThrownBy(() -> construct(component.getClass(), settings, broken))
            .as("%s of %s", settings[i].getName(), component)
            .isInstanceOf(NullPointerException.class);
      }
    }
    assertThat(construct(component.getClass(), settings, values)).isEqualTo(component);
  }

  private static Object construct(Class<?> type, RecordComponent[] settings, Object[] values)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(settings).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
