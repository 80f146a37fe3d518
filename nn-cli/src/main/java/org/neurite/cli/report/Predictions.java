package org.neurite.cli.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurite.core.model.Model;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Target;

/**
 * Predictions as CSV, one line per row: a number in the target's units; or a label, then the
 * probability of each label.
 */
public final class Predictions {
  private static final int PROBABILITY_DIGITS = 6;
  private static final double PROBABILITY_SCALE = 1e6;

  private final Target target;
  private final float[] outputs;
  private final boolean areProbabilities;

  /**
   * Predictions of a network.
   *
   * @param model the network
   * @param target what it learnt
   * @param outputs what it gave, row by row; not copied
   */
  public Predictions(Model model, Target target, float[] outputs) {
    this.target = target;
    this.outputs = outputs;
    this.areProbabilities =
        target instanceof ClassTarget classes && classes.areProbabilities(model);
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param file where to
   */
  public void write(Path file) {
    TextFile.write(file, this::write);
  }

  /**
   * Writes to a stream.
   *
   * @param out where to
   */
  public void print(PrintWriter out) {
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
  }

  private void write(Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(header());
    int width = target.outputs();
    for (int at = 0; at < outputs.length; at += width) {
      csv.writeRecord(fields(Arrays.copyOfRange(outputs, at, at + width)));
    }
    csv.flush();
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("prediction"));
    if (target instanceof ClassTarget classes) {
      classes.labels().forEach(label -> names.add("probability_" + label));
    }
    return names;
  }

  private List<String> fields(float[] row) {
    if (target instanceof NumberTarget number) {
      return List.of(plain((float) number.decode(row[0])));
    }
    List<String> fields = new ArrayList<>();
    ClassTarget classes = (ClassTarget) target;
    if (!areProbabilities) {
      ClassTarget.toProbabilities(row);
    }
    fields.add(classes.label(row));
    for (float probability : row) {
      long millionths = Math.round(probability * PROBABILITY_SCALE);
      fields.add(BigDecimal.valueOf(millionths, PROBABILITY_DIGITS).toPlainString());
    }
    return fields;
  }

  /** The shortest decimal that reads back as the same float, without exponent. */
  private static String plain(float value) {
    return Float.isFinite(value)
        ? new BigDecimal(Float.toString(value)).toPlainString()
        : Float.toString(value);
  }
}
