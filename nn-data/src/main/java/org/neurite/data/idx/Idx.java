package org.neurite.data.idx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Reads IDX files, the format of MNIST.
 *
 * <pre>{@code
 * ImageData digits = Idx.directory(Path.of("mnist"));
 * Split split = digits.split();                         // images [1, 28, 28]
 * Split flat = digits.flattened().split();              // images [784]
 * }</pre>
 */
public final class Idx {
  private Idx() {}

  /**
   * Reads four files: images and labels, to train on and to test with. Their names begin with
   * {@code train-images}, {@code train-labels}, {@code t10k-images} (or {@code test-images}) and
   * {@code t10k-labels} (or {@code test-labels}) and go on with {@code -idx3-ubyte} or the like,
   * plain or with {@code .gz}.
   *
   * @param directory where they are
   * @return the images
   * @throws DataException with {@code NN-1701} if a file is missing, {@code NN-1702} if one is
   *     malformed or does not fit the others
   */
  public static ImageData directory(Path directory) {
    Images train = images(file(directory, "train-images"));
    byte[] trainLabels = labels(file(directory, "train-labels"), train);
    Images test = images(file(directory, "t10k-images", "test-images"));
    byte[] testLabels = labels(file(directory, "t10k-labels", "test-labels"), test);
    return new ImageData(train, trainLabels, test, testLabels);
  }

  /**
   * Whether a directory looks like one for {@link #directory}.
   *
   * @param directory any path
   * @return true if there is a file of training images
   */
  public static boolean isDirectory(Path directory) {
    return Files.isDirectory(directory) && find(directory, "train-images").isPresent();
  }

  /**
   * Reads images.
   *
   * @param file an IDX file of bytes in three dimensions, plain or packed with gzip
   * @return the images
   * @throws DataException with {@code NN-1701} if the file cannot be read, {@code NN-1702} if it is
   *     malformed
   */
  public static Images images(Path file) {
    try (IdxFile idx = IdxFile.open(file)) {
      int[] sizes = idx.header(3);
      return new Images(file.toString(), sizes[0], sizes[1], sizes[2], idx.bytes(sizes));
    }
  }

  /**
   * Reads labels.
   *
   * @param file an IDX file of bytes in one dimension, plain or packed with gzip
   * @return one label per byte
   * @throws DataException as {@link #images}
   */
  public static byte[] labels(Path file) {
    try (IdxFile idx = IdxFile.open(file)) {
      return idx.bytes(idx.header(1));
    }
  }

  private static byte[] labels(Path file, Images images) {
    byte[] labels = labels(file);
    if (labels.length != images.count()) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_MALFORMED)
              .at(file.toString())
              .expected(images.count() + " labels, one for each image of " + images.source())
              .found(labels.length + " labels"));
    }
    return labels;
  }

  private static Path file(Path directory, String... beginnings) {
    return Stream.of(beginnings)
        .flatMap(beginning -> find(directory, beginning).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    Problem.of(ErrorCode.DATA_UNREADABLE)
                        .at(directory.toString())
                        .expected(
                            "a file "
                                + beginnings[0]
                                + ending(beginnings[0])
                                + " or the same with .gz")
                        .found("none")
                        .mend("put the four files of the data set into that folder")));
  }

  private static Optional<Path> find(Path directory, String beginning) {
    String usual = ending(beginning);
    return Stream.of(usual, usual.replace("-idx", ".idx"))
        .flatMap(ending -> Stream.of(ending, ending + ".gz"))
        .map(ending -> directory.resolve(beginning + ending))
        .filter(Files::exists)
        .findFirst();
  }

  private static String ending(String beginning) {
    return beginning.endsWith("images") ? "-idx3-ubyte" : "-idx1-ubyte";
  }
}
