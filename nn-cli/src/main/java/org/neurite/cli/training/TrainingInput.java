package org.neurite.cli.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.data.Split;
import org.neurite.data.TabularData;
import org.neurite.data.column.Column;
import org.neurite.data.idx.ImageData;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.Target;
import org.neurite.data.preprocess.Task;
import org.neurite.data.stream.StreamedData;

/**
 * Data ready for training, with what is to be said about them.
 *
 * @param split encoded samples
 * @param notes lines for people: what was read, what is learnt, how it was divided
 * @param table all rows, to be divided otherwise; empty if they are no table in memory
 */
public record TrainingInput(Split split, List<String> notes, Optional<TabularData> table) {
  private static final int MOST_LABELS = 12;

  /** Copies the list. */
  public TrainingInput {
    notes = List.copyOf(notes);
  }

  /**
   * Rows of a table.
   *
   * @param data the rows
   * @param validation part of the rows to hold back, 0 for none
   * @param seed of the division
   * @param why how target and task were found
   * @return the divided rows
   */
  public static TrainingInput of(TabularData data, double validation, long seed, String why) {
    Split split = data.split(1 - validation, seed);
    Target target = split.preprocessing().target();
    List<Column> columns = data.table().columns();
    return new TrainingInput(
        split,
        List.of(
            "data      %s: %d rows, %d columns to learn from"
                .formatted(data.table().source(), data.rows(), columns.size() - 1),
            "target    %s, %s%s".formatted(target.column(), learnt(target), why),
            divided(split)),
        Optional.of(data));
  }

  /**
   * Rows that are read in every epoch.
   *
   * @param data the rows
   * @param source where they come from
   * @param validation part of the rows to hold back, 0 for none
   * @param seed of the division
   * @param why how target and task were found
   * @return the divided rows
   */
  public static TrainingInput of(
      StreamedData data, String source, double validation, long seed, String why) {
    Split split = data.split(1 - validation, seed);
    Target target = split.preprocessing().target();
    return new TrainingInput(
        split,
        List.of(
            "data      %s: streamed".formatted(source),
            "target    %s, %s%s".formatted(target.column(), learnt(target), why),
            divided(split)),
        Optional.empty());
  }

  /**
   * Pictures in folders.
   *
   * @param data the pictures
   * @param validation part of them to hold back, 0 for none
   * @param seed of the division
   * @return the divided pictures
   */
  public static TrainingInput of(ImageFolder data, double validation, long seed) {
    Split split = data.split(1 - validation, seed);
    List<String> notes = new ArrayList<>();
    notes.add("data      %s, scaled to %s".formatted(data, data.size().shape()));
    data.skipped().forEach(fault -> notes.add("skipped   " + fault.getMessage()));
    notes.add("target    " + learnt(split.preprocessing().target()));
    notes.add(divided(split));
    return new TrainingInput(split, notes, Optional.empty());
  }

  private static String learnt(Target target) {
    return target.task() == Task.REGRESSION
        ? "a number (regression)"
        : target.outputs() + " classes (classification)" + labels(target);
  }

  private static String divided(Split split) {
    return "rows      %d to train on, %s"
        .formatted(
            rows(split),
            split.validation().isEmpty() ? "none held back" : held(split) + " held back");
  }

  /**
   * Labelled images.
   *
   * @param data the images
   * @param source where they came from
   * @return the images, divided as their makers did
   */
  public static TrainingInput of(ImageData data, String source) {
    Split split = data.split();
    return new TrainingInput(
        split,
        List.of(
            "data      %s: images of %s".formatted(source, data.features()),
            "target    %d classes (classification)".formatted(data.outputs()),
            "rows      %d to train on, %d in the official test part"
                .formatted(rows(split), held(split))),
        Optional.empty());
  }

  private static String labels(Target target) {
    return target instanceof ClassTarget classes && classes.outputs() <= MOST_LABELS
        ? ": " + String.join(", ", classes.labels())
        : "";
  }

  private static long rows(Split split) {
    return split.train().size().orElse(0);
  }

  private static long held(Split split) {
    return split.validation().map(data -> data.size().orElse(0)).orElse(0L);
  }

  /**
   * Rows to train on.
   *
   * @return their number
   */
  public long trainRows() {
    return rows(split);
  }

  /**
   * Rows that training does not see.
   *
   * @return their number
   */
  public long validationRows() {
    return held(split);
  }
}
