package org.neurite.data.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.DataSource;
import org.neurite.data.column.Kind;
import org.neurite.data.column.KnownKinds;

/**
 * Rows that are records of the application. A component is a column: a number (also in an {@code
 * OptionalDouble} and the like), a text, a truth value, an enum, or a date of {@code java.time};
 * null and empty ones are missing.
 *
 * <pre>{@code
 * TabularData data = DataSources.read(RecordSource.of(House.class, houses)).target("price");
 * }</pre>
 */
public final class RecordSource implements DataSource {
  private static final Set<Class<?>> OPTIONAL_NUMBERS =
      Set.of(OptionalDouble.class, OptionalInt.class, OptionalLong.class);
  private static final Set<Class<?>> DATES =
      Set.of(LocalDate.class, LocalDateTime.class, OffsetDateTime.class, YearMonth.class);

  private final Class<? extends Record> type;
  private final Supplier<? extends Stream<? extends Record>> records;
  private final List<RecordComponent> components;
  private final Map<String, Kind> kinds = new HashMap<>();

  private RecordSource(
      Class<? extends Record> type, Supplier<? extends Stream<? extends Record>> records) {
    this.type = type;
    this.records = records;
    this.components = Arrays.asList(type.getRecordComponents());
    for (RecordComponent component : components) {
      kinds.put(component.getName(), kind(component));
      Method accessor = component.getAccessor();
      if (!accessor.trySetAccessible()) {
        throw new DataException(
            Problem.of(ErrorCode.CLOSED_RECORD)
                .at(type.getName())
                .expected("a record that may be read")
                .found("a package that is not open to " + RecordSource.class.getModule())
                .mend("export the package and make the record public, or open the package"));
      }
    }
  }

  /**
   * Records in memory.
   *
   * @param type their class
   * @param records the rows
   * @param <R> their class
   * @return the rows
   * @throws DataException with {@code NN-1703} if a component is of a type that is no column,
   *     {@code NN-1209} if the record's package is closed
   */
  public static <R extends Record> RecordSource of(Class<R> type, List<R> records) {
    List<R> copied = List.copyOf(records);
    return new RecordSource(type, copied::stream);
  }

  /**
   * Records that are made as they are wanted, so that there may be more than memory holds.
   *
   * @param type their class
   * @param records gives the same stream for each pass, which is closed after it
   * @param <R> their class
   * @return the rows
   * @throws DataException as {@link #of}
   */
  public static <R extends Record> RecordSource stream(Class<R> type, Supplier<Stream<R>> records) {
    return new RecordSource(type, records);
  }

  private static Kind kind(RecordComponent component) {
    Class<?> type = component.getType();
    boolean isNumber =
        Number.class.isAssignableFrom(type)
            || OPTIONAL_NUMBERS.contains(type)
            || (type.isPrimitive() && type != boolean.class && type != char.class);
    if (isNumber) {
      return Kind.NUMBER;
    }
    if (DATES.contains(type)) {
      return Kind.DATE;
    }
    if (type == String.class
        || type == boolean.class
        || type == Boolean.class
        || type == char.class
        || type == Character.class
        || type.isEnum()) {
      return Kind.CATEGORY;
    }
    throw new DataException(
        Problem.of(ErrorCode.BAD_VALUE)
            .at(component.getDeclaringRecord().getName() + ":" + component.getName())
            .expected("a number, a text, a truth value, an enum or a date")
            .found(component.getGenericType().getTypeName())
            .mend("make rows of a record that has such components only"));
  }

  @Override
  public Rows open() {
    return new RecordRows(records.get());
  }

  /** The record's class. */
  @Override
  public String toString() {
    return type.getSimpleName();
  }

  private final class RecordRows implements KnownKinds {
    private final Stream<? extends Record> stream;
    private final Iterator<? extends Record> iterator;
    private @Nullable Record record;
    private long number;

    RecordRows(Stream<? extends Record> stream) {
      this.stream = stream;
      this.iterator = stream.iterator();
    }

    @Override
    public List<String> columns() {
      return components.stream().map(RecordComponent::getName).toList();
    }

    @Override
    public Map<String, Kind> kinds() {
      return Map.copyOf(kinds);
    }

    @Override
    public boolean next() {
      if (!iterator.hasNext()) {
        return false;
      }
      number++;
      record = iterator.next();
      if (record == null) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(type.getName() + ":" + number)
                .expected("a record")
                .found("null")
                .mend("leave such elements out of the stream"));
      }
      return true;
    }

    @Override
    public String value(int column) {
      return text(read(components.get(column).getAccessor()));
    }

    private @Nullable Object read(Method accessor) {
      try {
        return accessor.invoke(record);
      } catch (InvocationTargetException e) {
        throw new DataException(
            Problem.of(ErrorCode.DATA_UNREADABLE)
                .at(type.getName() + ":" + accessor.getName())
                .expected("a value")
                .found(String.valueOf(e.getCause())),
            e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("checked when the source was made", e);
      }
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return Optional.ofNullable(value).map(Object::toString).orElse("");
  }
}
