package org.neurite.core.regularizer;

import org.neurite.api.component.Regularizer;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * The prices of {@link L1} and {@link L2} together (Zou, Hastie, 2005).
 *
 * @param l1 the first
 * @param l2 the second
 */
public record ElasticNet(
    @Setting(doc = "price of the weights' sizes") L1 l1,
    @Setting(doc = "price of the weights' squares") L2 l2)
    implements Regularizer {

  /**
   * The same by numbers.
   *
   * @param l1 price of one unit of weight, at least 0
   * @param l2 price of one squared unit of weight, at least 0
   */
  public ElasticNet(double l1, double l2) {
    this(new L1(l1), new L2(l2));
  }

  @Override
  public Tensor penalty(Tensor parameter) {
    return l1.penalty(parameter).add(l2.penalty(parameter));
  }
}
