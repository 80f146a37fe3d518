package org.neurite.data.preprocess;

import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * A number to be learnt, standardised; the network's output is scaled back.
 *
 * @param column the column's name
 * @param mean mean of the training rows
 * @param deviation population standard deviation of the training rows; 0 for a constant
 */
public record NumberTarget(String column, double mean, double deviation) implements Target {

  /** Checks that nothing is null. */
  public NumberTarget {
    Objects.requireNonNull(column, "column");
  }

  /**
   * Scales a network's output back.
   *
   * @param output what the network gave
   * @return a number in the target's own unit
   */
  public double decode(double output) {
    return output * scale() + mean;
  }

  /**
   * How many of the target's units one unit of the network's output is.
   *
   * @return the deviation, or 1 for a constant
   */
  public double scale() {
    return deviation == 0 ? 1 : deviation;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public Task task() {
    return Task.REGRESSION;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public NDArray encode(Column values, int[] rows) {
    if (!(values instanceof NumberColumn numbers)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(column)
              .expected("numbers, as in training")
              .found(Feature.plural(values.kind())));
    }
    float[] encoded = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      encoded[i] = (float) ((numbers.value(rows[i]) - mean) / scale());
    }
    return NDArray.of(encoded, rows.length, 1);
  }
}
