package org.neurite.data.predict;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ComponentException;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.registry.NearNames;
import org.neurite.data.column.Kind;

/**
 * Encodes rows that are records. Components are matched to the model's columns once, when the
 * encoder is made; so are their types.
 */
final class RecordEncoder implements InputEncoder<Record> {
  private final Columns columns;
  private final Class<?> type;
  private final List<Cell> cells = new ArrayList<>();

  /** A component and the column that it is; a number of a primitive type is read as one. */
  private record Cell(MethodHandle accessor, ColumnEncoder encoder, boolean isPrimitive) {
    void encode(Record input, float[] row) throws Throwable {
      if (isPrimitive) {
        encoder.encode((double) accessor.invokeExact(input), row);
      } else {
        encoder.encode((Object) accessor.invokeExact(input), row);
      }
    }
  }

  RecordEncoder(Columns columns, Class<?> type) {
    this.columns = columns;
    this.type = type;
    Set<ColumnEncoder> found = new HashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      columns
          .find(component.getName())
          .ifPresentOrElse(
              encoder -> {
                requireUnique(found.add(encoder), component);
                requireKind(component, encoder);
                cells.add(cell(component, encoder));
              },
              () -> requireIgnored(component.getName()));
    }
    requireAll(found);
  }

  private String where() {
    return "record " + type.getSimpleName();
  }

  private void requireUnique(boolean isFirst, RecordComponent component) {
    if (!isFirst) {
      throw columns.mismatch(
          where(),
          "two components for the column of '" + component.getName() + "'",
          "leave one out");
    }
  }

  private void requireIgnored(String name) {
    if (!columns.isIgnored(name)) {
      List<String> near = NearNames.of(name, columns.names());
      throw columns.mismatch(
          where(),
          "a component '" + name + "'",
          near.isEmpty() ? "leave it out" : "call it '" + near.get(0) + "', or leave it out");
    }
  }

  private void requireAll(Set<ColumnEncoder> found) {
    for (ColumnEncoder encoder : columns.encoders()) {
      if (!found.contains(encoder)) {
        throw columns.mismatch(
            where(),
            "no component for '" + encoder.column() + "'",
            "add it: " + wanted(encoder.kind()) + " " + encoder.column());
      }
    }
  }

  private static String wanted(Kind kind) {
    return kind == Kind.NUMBER ? "double" : "String";
  }

  private void requireKind(RecordComponent component, ColumnEncoder encoder) {
    if (!ValueTypes.fit(ValueTypes.content(component.getGenericType()), encoder.kind())) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(columns.model() + ", " + where() + ", component " + component.getName())
              .expected(ValueTypes.expected(encoder.kind()))
              .found(component.getGenericType().getTypeName())
              .mend("declare it as " + wanted(encoder.kind())));
    }
  }

  private Cell cell(RecordComponent component, ColumnEncoder encoder) {
    boolean isPrimitive = component.getType().isPrimitive() && encoder.kind() == Kind.NUMBER;
    Class<?> read = isPrimitive ? double.class : Object.class;
    MethodHandle accessor = accessor(component).asType(MethodType.methodType(read, Record.class));
    return new Cell(accessor, encoder, isPrimitive);
  }

  private MethodHandle accessor(RecordComponent component) {
    Method method = component.getAccessor();
    if (!method.trySetAccessible()) {
      throw new ComponentException(
          Problem.of(ErrorCode.CLOSED_RECORD)
              .at(type.getName())
              .expected("a record that may be read")
              .found("a package that is not open to " + RecordEncoder.class.getModule())
              .mend("export the package and make the record public, or open the package"));
    }
    try {
      return MethodHandles.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("it has just been made accessible", e);
    }
  }

  @Override
  public void encode(@Nullable Record input, float[] row) {
    if (input == null) {
      throw columns.mismatch(where(), "null", "pass a record");
    }
    for (Cell cell : cells) {
      encode(cell, input, row);
    }
  }

  private void encode(Cell cell, Record input, float[] row) {
    try {
      cell.encode(input, row);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_UNREADABLE)
              .at(columns.model() + ", " + where() + ", component " + cell.encoder().column())
              .expected("a value")
              .found(e.toString()),
          e);
    }
  }

  /** The columns in the record's order. */
  @Override
  public String toString() {
    return where() + Arrays.toString(cells.stream().map(c -> c.encoder().column()).toArray());
  }
}
