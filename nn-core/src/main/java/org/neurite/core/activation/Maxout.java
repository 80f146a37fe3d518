package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * The largest of several linear pieces (Goodfellow et al., 2013): neighbours along an axis are
 * grouped and each group gives its maximum, {@code [N, pieces * F] -> [N, F]}.
 *
 * @param pieces how many inputs compete for one output
 * @param axis the axis that is grouped; negative counts from the end
 */
public record Maxout(
    @Setting(doc = "inputs that compete for one output", defaultValue = "2", min = 1) int pieces,
    @Setting(doc = "axis that is grouped", defaultValue = "-1") int axis)
    implements Activation {

  /** Checks the settings. */
  public Maxout {
    Settings.check(Maxout.class, "pieces", pieces);
  }

  /** Two pieces along the last axis. */
  public Maxout() {
    this(2);
  }

  /**
   * Along the last axis.
   *
   * @param pieces how many inputs compete for one output
   */
  public Maxout(int pieces) {
    this(pieces, -1);
  }

  @Override
  public Tensor apply(Tensor x) {
    int groups = Parts.size("maxout", x, axis, pieces);
    int normal = x.shape().axis(axis);
    Shape grouped = x.shape().with(normal, Dim.of(groups)).insert(normal + 1, Dim.of(pieces));
    return x.reshape(grouped).reduceMax(normal + 1);
  }
}
