package org.neurite.core.registry;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Component;
import org.neurite.api.component.Service;
import org.neurite.api.component.Setting;

/** The settings of a record, read from its components, and the way to make one of values. */
final class RecordSettings {

  /** One setting. */
  record Item(String name, Type type, Optional<Setting> setting, Method accessor) {
    /** Default value as JSON text; empty if there is none. */
    String defaultText() {
      return setting.isPresent() ? setting.get().defaultValue() : "";
    }

    /** Names that the setting had before. */
    List<String> aliases() {
      return setting.isPresent() ? List.of(setting.get().aliases()) : List.of();
    }
  }

  private final Class<? extends Component> type;
  private final RecordComponent[] components;
  private final List<Item> items = new ArrayList<>();

  private RecordSettings(Class<? extends Component> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    for (RecordComponent component : components) {
      if (!isService(component)) {
        items.add(item(component));
      }
    }
  }

  private static boolean isService(RecordComponent component) {
    return component.isAnnotationPresent(Service.class);
  }

  /** The settings of a record class that a registry holds. */
  static RecordSettings of(Class<? extends Component> type) {
    return new RecordSettings(type);
  }

  private static Item item(RecordComponent component) {
    return new Item(
        component.getName(),
        component.getGenericType(),
        Optional.ofNullable(component.getAnnotation(Setting.class)),
        component.getAccessor());
  }

  Class<? extends Component> type() {
    return type;
  }

  List<Item> items() {
    return Collections.unmodifiableList(items);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Item item : items) {
      names.add(item.name());
    }
    return names;
  }

  /** Whether a setting had that name before. */
  boolean isAlias(String name) {
    for (Item item : items) {
      if (item.aliases().contains(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Calls the canonical constructor, which checks the values.
   *
   * @param settings values of the settings, in order
   * @param services gives what the record marks as a service
   * @param place where the component stands
   */
  Component create(List<Object> settings, Function<Class<?>, Object> services, Place place) {
    Iterator<Object> setting = settings.iterator();
    Object[] values = new Object[components.length];
    Class<?>[] parameters = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
      values[i] = isService(components[i]) ? services.apply(parameters[i]) : setting.next();
    }
    try {
      Constructor<? extends Component> constructor = type.getDeclaredConstructor(parameters);
      open(constructor.trySetAccessible(), place);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw refused(e.getCause(), place);
    } catch (ReflectiveOperationException e) {
      throw closed(place);
    } catch (LinkageError e) {
      throw unlinked(e, place);
    }
  }

  private ComponentException unlinked(LinkageError failure, Place place) {
    return PluginFaults.fault(type, place.path(), failure);
  }

  private ComponentException refused(Throwable cause, Place place) {
    if (cause instanceof ComponentException known) {
      return place.located(known);
    }
    if (cause instanceof LinkageError unlinked) {
      throw unlinked(unlinked, place);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    ComponentException refused =
        place.bad("settings that " + type.getSimpleName() + " accepts", String.valueOf(cause));
    refused.initCause(cause);
    return refused;
  }

  /** The value of a setting. */
  Object value(Component component, Item item, Place place) {
    try {
      open(item.accessor().trySetAccessible(), place);
      return Objects.requireNonNull(item.accessor().invoke(component), item.name());
    } catch (ReflectiveOperationException e) {
      throw closed(place);
    }
  }

  private void open(boolean accessible, Place place) {
    if (!accessible) {
      throw closed(place);
    }
  }

  private ComponentException closed(Place place) {
    return place.problem(
        ErrorCode.CLOSED_RECORD,
        "a record that Neurite may read and create",
        type.getName() + " in a package that is closed to it",
        "write 'opens "
            + type.getPackageName()
            + " to org.neurite.core;' in the module-info of "
            + type.getModule());
  }
}
