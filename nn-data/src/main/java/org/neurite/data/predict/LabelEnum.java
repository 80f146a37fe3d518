package org.neurite.data.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.registry.NearNames;
import org.neurite.data.preprocess.ClassTarget;

/** The constants of an application's enum that stand for a model's labels. */
final class LabelEnum {
  private LabelEnum() {}

  /**
   * One constant for each label, in the model's order; upper and lower case and {@code _-} aside.
   */
  static List<Object> constants(String model, Class<?> type, ClassTarget classes) {
    Map<String, Object> byName = new HashMap<>();
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      byName.put(ColumnNames.plain(((Enum<?>) constant).name()), constant);
    }
    List<Object> found = new ArrayList<>();
    for (String label : classes.labels()) {
      Object constant = byName.get(ColumnNames.plain(label));
      if (constant == null) {
        List<String> names = Arrays.stream(constants).map(each -> ((Enum<?>) each).name()).toList();
        throw new DataException(
            Problem.of(ErrorCode.COLUMN_MISMATCH)
                .at(model + ", enum " + type.getSimpleName())
                .expected("a constant for each of the labels " + classes.labels())
                .found("none for '" + label + "' among " + names)
                .mend(ColumnNames.advice(NearNames.of(label, names), "add the constant")));
      }
      found.add(constant);
    }
    return found;
  }
}
