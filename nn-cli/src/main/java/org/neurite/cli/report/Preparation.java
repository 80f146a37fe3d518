package org.neurite.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Target;
import org.neurite.data.preprocess.TextPreprocessing;

/** What a model's preprocessing does, for people: headings, each with lines of name and text. */
public final class Preparation {
  private static final int PICTURE_AXES = 3;

  /**
   * Lines under a heading.
   *
   * @param heading one or two words
   * @param lines what is said, in order
   */
  public record Section(String heading, List<Line> lines) {
    /** Copies the list. */
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One thing that is said.
   *
   * @param name of what
   * @param text what
   */
  public record Line(String name, String text) {}

  private Preparation() {}

  /**
   * Describes all that was learnt or chosen.
   *
   * @param preprocessing of a model
   * @return what becomes of inputs, then what is learnt
   */
  public static List<Section> of(Preprocessing preprocessing) {
    List<Section> sections = new ArrayList<>();
    if (preprocessing instanceof TablePreprocessing table) {
      sections.add(columns(table.features()));
    } else if (preprocessing instanceof SeriesPreprocessing series) {
      sections.add(windows(series));
      sections.add(columns(series.features()));
    } else if (preprocessing instanceof ImagePreprocessing images) {
      sections.add(images(images));
    } else if (preprocessing instanceof TextPreprocessing text) {
      return List.of(text(text));
    }
    Target target = preprocessing.target();
    sections.add(new Section("target", List.of(new Line(target.column(), describe(target)))));
    return sections;
  }

  private static Section columns(List<Feature> features) {
    return new Section(
        "columns", features.stream().map(f -> new Line(f.column(), describe(f))).toList());
  }

  private static Section windows(SeriesPreprocessing series) {
    return new Section(
        "windows",
        List.of(
            new Line("length", series.window() + " rows"),
            new Line("horizon", "row " + series.horizon() + " after a window's last")));
  }

  private static Section images(ImagePreprocessing images) {
    ImageTransform transform = images.transform();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("shape", images.inputShape().toString()));
    if (images.inputShape().rank() == PICTURE_AXES) {
      lines.add(new Line("size", transform.crop() ? "cut at the longer sides" : "stretched"));
    }
    lines.add(new Line("pixels", "divided by 255"));
    for (int channel = 0; channel < transform.means().size(); channel++) {
      lines.add(
          new Line(
              "channel " + (channel + 1),
              spread(transform.means().get(channel), transform.deviations().get(channel))));
    }
    return new Section("images", lines);
  }

  private static Section text(TextPreprocessing text) {
    StringBuilder known = new StringBuilder();
    text.characters().forEach(character -> known.append(visible(character)));
    return new Section(
        "text",
        List.of(
            new Line("length", text.length() + " characters"),
            new Line("characters", text.characters().size() + ": '" + known + "'")));
  }

  private static String visible(String character) {
    return switch (character) {
      case "\n" -> "\\n";
      case "\r" -> "\\r";
      case "\t" -> "\\t";
      default ->
          Character.isISOControl(character.codePointAt(0))
              ? String.format(Locale.ROOT, "\\u%04x", character.codePointAt(0))
              : character;
    };
  }

  private static String describe(Feature feature) {
    return feature.kind().name().toLowerCase(Locale.ROOT)
        + ", "
        + feature.describe(Figures::show)
        + (feature.width() == 1 ? "" : ", " + feature.width() + " inputs");
  }

  private static String describe(Target target) {
    return target instanceof NumberTarget number
        ? "number, " + spread(number.mean(), number.deviation())
        : "classes: " + String.join(", ", ((ClassTarget) target).labels());
  }

  private static String spread(double mean, double deviation) {
    return "mean " + Figures.show(mean) + ", deviation " + Figures.show(deviation);
  }
}
