package org.neurite.data.idx;

import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;
import org.neurite.data.Split;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;

/** Labelled images with an official test part. Immutable. */
public final class ImageData {
  private final Images train;
  private final byte[] trainLabels;
  private final Images test;
  private final byte[] testLabels;
  private final Shape shape;
  private final ClassTarget target;

  /** The labels are this object's own. */
  ImageData(Images train, byte[] trainLabels, Images test, byte[] testLabels) {
    this(train, trainLabels, test, testLabels, train.shape());
    if (!test.shape().equals(train.shape())) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_MALFORMED)
              .at(test.source())
              .expected("images of shape " + train.shape() + ", as in " + train.source())
              .found(test.shape().toString()));
    }
    ImageDataset.requireLabels(test.source(), testLabels, target.outputs());
  }

  private ImageData(Images train, byte[] trainLabels, Images test, byte[] testLabels, Shape shape) {
    this.train = train;
    this.trainLabels = trainLabels;
    this.test = test;
    this.testLabels = testLabels;
    this.shape = shape;
    this.target = classes(trainLabels);
  }

  /** Labels are 0 to the largest one. */
  private static ClassTarget classes(byte[] labels) {
    int largest = 0;
    for (byte label : labels) {
      largest = Math.max(largest, label & 255);
    }
    return new ClassTarget(
        "label",
        Kind.NUMBER,
        IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList());
  }

  /**
   * The same images, each as a row of pixels.
   *
   * @return images of shape {@code [pixels]}
   */
  public ImageData flattened() {
    Shape row = Shape.of(shape.elements(1));
    return new ImageData(train, trainLabels, test, testLabels, row);
  }

  /**
   * Dimensions of one image: the input of a network.
   *
   * @return {@code [1, rows, columns]}, or {@code [pixels]}
   */
  public Shape features() {
    return shape;
  }

  /**
   * How many outputs a network needs.
   *
   * @return the number of classes
   */
  public int outputs() {
    return target.outputs();
  }

  /**
   * The images of the official test part.
   *
   * @return the images
   */
  public Images test() {
    return test;
  }

  /**
   * The images to train on, with the official test part for validation.
   *
   * @return both, and how they are encoded
   */
  public Split split() {
    return new Split(
        new ImageDataset(train, trainLabels, shape),
        Optional.of(new ImageDataset(test, testLabels, shape)),
        new ImagePreprocessing(shape, target));
  }
}
