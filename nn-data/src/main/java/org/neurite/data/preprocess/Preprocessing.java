package org.neurite.data.preprocess;

import org.neurite.api.tensor.Shape;
import tools.jackson.databind.node.ObjectNode;

/** Everything that happens to data before a network reads them and after it answers. */
public sealed interface Preprocessing
    permits TablePreprocessing, ImagePreprocessing, SeriesPreprocessing, TextPreprocessing {
  /**
   * Dimensions of one input.
   *
   * @return for instance {@code [8]} or {@code [1, 28, 28]}
   */
  Shape inputShape();

  /**
   * What the network learns.
   *
   * @return the target
   */
  Target target();

  /**
   * This as JSON, for {@code preprocessing.json} in a model file.
   *
   * @return a new tree
   */
  default ObjectNode toJson() {
    return PreprocessingWriter.write(this);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @param json the tree
   * @return the same preprocessing
   * @throws org.neurite.api.ModelFormatException with {@code NN-1601} if the tree is no such thing
   */
  static Preprocessing fromJson(ObjectNode json) {
    return new PreprocessingReader(json).read();
  }
}
