package org.neurite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.core.activation.Softmax;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Sequential;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;

class PredictionsTest {
  private static final ClassTarget TARGET =
      new ClassTarget("district", Kind.CATEGORY, List.of("centre", "suburb"));

  private static String printed(Dense last, float... outputs) {
    Model model = new ModelBuilder("net").input(1).layer(new Sequential(last)).build();
    StringWriter out = new StringWriter();
    new Predictions(model, TARGET, outputs).print(new PrintWriter(out));
    return out.toString();
  }

  @Test
  void logitsBecomeProbabilitiesAndProbabilitiesStayAsTheyAre() {
    String header = "prediction,probability_centre,probability_suburb\n";
    assertThat(printed(new Dense(2), 0.75f, 0.25f)) // 1 / (1 + exp(-0.5)) = 0.62245933
        .isEqualTo(header + "centre,0.622459,0.377541\n");
    assertThat(printed(new Dense(2, new Softmax()), 0.75f, 0.25f))
        .isEqualTo(header + "centre,0.750000,0.250000\n");
  }
}
