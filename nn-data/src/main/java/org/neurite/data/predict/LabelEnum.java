package org.neurite.data.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.registry.NearNames;
import org.neurite.data.preprocess.ClassTarget;

/** The constants of an application's enum that stand for a model's labels. */
final class LabelEnum {
  private LabelEnum() {}

  /**
   * One constant for each label, in the model's order: the one of that name, else the only one that
   * differs in no more than upper and lower case and {@code _-}.
   */
  static List<Object> constants(String model, Class<?> type, ClassTarget classes) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    List<String> names = List.copyOf(byName.keySet());
    List<Object> found = new ArrayList<>();
    for (String label : classes.labels()) {
      List<String> alike =
          byName.containsKey(label)
              ? List.of(label)
              : names.stream()
                  .filter(name -> ColumnNames.plain(name).equals(ColumnNames.plain(label)))
                  .toList();
      if (alike.isEmpty()) {
        throw mismatch(
            model,
            type,
            classes,
            "none for '" + label + "' among " + names,
            ColumnNames.advice(NearNames.of(label, names), "add the constant"));
      }
      Object constant = Objects.requireNonNull(byName.get(alike.get(0)));
      if (alike.size() > 1 || found.contains(constant)) {
        throw mismatch(
            model,
            type,
            classes,
            alike.size() > 1
                ? alike + " for '" + label + "'"
                : alike.get(0) + " for '" + label + "' and another label",
            "answer with String, or with an enum whose names tell the labels apart");
      }
      found.add(constant);
    }
    return found;
  }

  private static DataException mismatch(
      String model, Class<?> type, ClassTarget classes, String found, String remedy) {
    return new DataException(
        Problem.of(ErrorCode.COLUMN_MISMATCH)
            .at(model + ", enum " + type.getSimpleName())
            .expected("a constant for each of the labels " + classes.labels())
            .found(found)
            .mend(remedy));
  }
}
