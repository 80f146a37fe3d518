package org.neurite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.Shape;
import org.neurite.cli.report.Preparation.Line;
import org.neurite.cli.report.Preparation.Section;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.CategoryFeature;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.TextPreprocessing;

class PreparationTest {
  private static final ClassTarget PETS =
      new ClassTarget("class", Kind.CATEGORY, List.of("cat", "dog"));

  @Test
  void tablesShowColumnsAndTarget() {
    assertThat(
            Preparation.of(
                new TablePreprocessing(
                    List.of(
                        NumberFeature.standardised("area", 100, 10, 100, false, 0),
                        new CategoryFeature(
                            "place", List.of("north", "south"), false, List.of(0.5, 0.5))),
                    PETS,
                    List.of())))
        .containsExactly(
            new Section(
                "columns",
                List.of(
                    new Line("area", "number, standardised, mean 100.0, deviation 10.00"),
                    new Line("place", "category, one-hot: north, south, 2 inputs"))),
            new Section("target", List.of(new Line("class", "classes: cat, dog"))));
  }

  @Test
  void seriesShowWindowAndColumns() {
    assertThat(
            Preparation.of(
                new SeriesPreprocessing(
                    List.of(NumberFeature.standardised("load", 5, 2, 5, false, 0)),
                    12,
                    3,
                    new NumberTarget("load", 5, 2))))
        .containsExactly(
            new Section(
                "windows",
                List.of(
                    new Line("length", "12 rows"),
                    new Line("horizon", "row 3 after a window's last"))),
            new Section(
                "columns",
                List.of(new Line("load", "number, standardised, mean 5.000, deviation 2.000"))),
            new Section(
                "target", List.of(new Line("load", "number, mean 5.000, deviation 2.000"))));
  }

  @Test
  void picturesShowHowTheyAreScaledAndNormalised() {
    assertThat(
            Preparation.of(
                new ImagePreprocessing(
                    Shape.of(1, 8, 6),
                    PETS,
                    new ImageTransform(true, List.of(0.25), List.of(0.5)))))
        .startsWith(
            new Section(
                "images",
                List.of(
                    new Line("shape", "[1, 8, 6]"),
                    new Line("size", "cut at the longer sides"),
                    new Line("pixels", "divided by 255"),
                    new Line("channel 1", "mean 0.2500, deviation 0.5000"))));
    assertThat(Preparation.of(new ImagePreprocessing(Shape.of(784), PETS)).get(0).lines())
        .containsExactly(new Line("shape", "[784]"), new Line("pixels", "divided by 255"));
    assertThat(Preparation.of(new ImagePreprocessing(Shape.of(3, 8, 8), PETS)).get(0).lines())
        .contains(new Line("size", "stretched"));
  }

  @Test
  void textsShowTheirCharacters() {
    assertThat(Preparation.of(TextPreprocessing.of("ab a\n\tc\u0007", 8)))
        .containsExactly(
            new Section(
                "text",
                List.of(
                    new Line("length", "8 characters"),
                    new Line("characters", "7: '\\u0007\\t\\n abc'"))));
  }
}
