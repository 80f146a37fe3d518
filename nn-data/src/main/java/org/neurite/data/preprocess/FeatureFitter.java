package org.neurite.data.preprocess;

import org.neurite.data.column.Column;

/**
 * Learns about one column, piece by piece. Whether there are missing values and which categories
 * there are comes from all rows, so that a network's width does not depend on how they are divided;
 * all else comes from training rows alone. Used by one thread.
 */
public interface FeatureFitter {
  /**
   * Learns from a piece of the column.
   *
   * @param piece some rows of the column
   * @param training which of these are for training
   */
  void add(Column piece, int[] training);

  /**
   * All that another fitter of the same column has learnt. The other one is not changed.
   *
   * @param other made by the same encoding
   */
  void merge(FeatureFitter other);

  /**
   * What was learnt.
   *
   * @return how the column is encoded
   */
  Feature fit();
}
