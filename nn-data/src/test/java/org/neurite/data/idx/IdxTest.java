package org.neurite.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;

class IdxTest {
  @TempDir Path folder;

  private static byte[] images(int count, int rows, int columns) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(2051);
    out.writeInt(count);
    out.writeInt(rows);
    out.writeInt(columns);
    for (int i = 0; i < count * rows * columns; i++) {
      out.write(i);
    }
    return bytes.toByteArray();
  }

  private static byte[] labels(int... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(2049);
    out.writeInt(values.length);
    for (int value : values) {
      out.write(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @BeforeEach
  void writeFourFiles() throws IOException {
    write("train-images-idx3-ubyte.gz", packed(images(3, 2, 3)));
    write("train-labels-idx1-ubyte", labels(2, 0, 1));
    write("t10k-images-idx3-ubyte", images(1, 2, 3));
    write("t10k-labels-idx1-ubyte.gz", packed(labels(1)));
  }

  @Test
  void readsDirectory() {
    assertThat(Idx.isDirectory(folder)).isTrue();
    ImageData data = Idx.directory(folder);
    Split split = data.split();

    assertThat(data.features()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(data.outputs()).isEqualTo(3);
    assertThat(split.train().size()).hasValue(3);
    assertThat(split.validation().orElseThrow().size()).hasValue(1);
    assertThat(data.flattened().split().train().inputShape()).isEqualTo(Shape.of(6));
  }

  @Test
  void fillsBatchesWithPixelsFromZeroToOne() {
    Dataset train = Idx.directory(folder).split().train();
    Batch batch = new Batch(2, train.inputShape(), train.targetType());
    try (Dataset.Reader reader = train.read(Optional.empty())) {
      assertThat(reader.next(batch)).isEqualTo(2);
      assertThat(batch.inputs()[7]).isEqualTo(7 / 255f);
      assertThat(batch.labels()).containsExactly(2, 0);
      assertThat(reader.next(batch)).isEqualTo(1);
      assertThat(batch.inputs()[0]).isEqualTo(12 / 255f);
      assertThat(reader.next(batch)).isZero();
    }
  }

  @Test
  void shufflesImagesTogetherWithTheirLabels() {
    Dataset train = Idx.directory(folder).split().train();
    Batch batch = new Batch(3, train.inputShape(), train.targetType());
    int[] labels = {2, 0, 1};
    try (Dataset.Reader reader = train.read(Optional.of(new RandomStream(1, 2, 3)))) {
      reader.next(batch);
      for (int i = 0; i < 3; i++) {
        int image = Math.round(batch.inputs()[6 * i] * 255) / 6;
        assertThat(batch.labels()[i]).isEqualTo(labels[image]);
      }
    }
  }

  private static void assertRefused(Path file, String message) {
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.images(file));
    assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED);
    assertThat(e).hasMessageStartingWith("NN-1702 at " + file + ": expected " + message);
  }

  @Test
  void wrongMagicNumber() throws IOException {
    assertRefused(
        write("x", labels(1, 2)),
        "magic number 2051 (unsigned bytes in 3 dimensions), found magic number 2049.");
  }

  @Test
  void headerCutShort() throws IOException {
    assertRefused(
        write("x", Arrays.copyOf(images(1, 2, 2), 10)),
        "the size of dimension 2 of 4 bytes, found the end of the file.");
  }

  @Test
  void emptyFile() throws IOException {
    assertRefused(write("x", new byte[0]), "a magic number of 4 bytes, found the end of the file.");
  }

  @Test
  void valuesCutShort() throws IOException {
    byte[] whole = images(2, 2, 2);
    assertRefused(
        write("x", Arrays.copyOf(whole, whole.length - 1)),
        "8 values, as the header says, found only 7.");
  }

  @Test
  void trailingBytes() throws IOException {
    byte[] whole = images(2, 2, 2);
    assertRefused(
        write("x", Arrays.copyOf(whole, whole.length + 1)),
        "8 values, as the header says, found more bytes after them.");
  }

  @Test
  void gzipCutShort() throws IOException {
    byte[] whole = packed(images(20, 8, 8));
    assertRefused(
        write("x.gz", Arrays.copyOf(whole, whole.length / 2)),
        "a whole gzip file, found one that is cut short.");
  }

  @Test
  void gzipDamaged() throws IOException {
    byte[] whole = packed(images(20, 8, 8));
    whole[whole.length - 6] ^= 0x55;
    assertRefused(write("x.gz", whole), "a sound gzip file, found ");
  }

  @Test
  void absurdSizes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int value : new int[] {2051, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}) {
      out.writeInt(value);
    }
    assertRefused(
        write("x", bytes.toByteArray()), "at most 2 GiB of values, found sizes that come to more.");
    bytes.reset();
    for (int value : new int[] {2051, 10, -1, 5}) {
      out.writeInt(value);
    }
    assertRefused(
        write("x", bytes.toByteArray()), "a size of at least 1 in dimension 2, found -1.");
  }

  @Test
  void missingFile() throws IOException {
    Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.directory(folder));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_UNREADABLE);
    assertThat(e).hasMessageContaining("expected a file t10k-images-idx3-ubyte");
  }

  @Test
  void labelsThatDoNotFitTheImages() throws IOException {
    write("train-labels-idx1-ubyte", labels(2, 0));
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.directory(folder));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED);
    assertThat(e).hasMessageContaining("expected 3 labels, one for each image of");
  }

  @Test
  void testLabelThatTrainingDoesNotHave() throws IOException {
    write("t10k-labels-idx1-ubyte.gz", packed(labels(7)));
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.directory(folder));

    assertThat(e.code()).isEqualTo(ErrorCode.BAD_VALUE);
    assertThat(e).hasMessageContaining("expected a class from 0 to 2, found 7");
  }

  @Test
  void testImagesOfAnotherSize() throws IOException {
    write("t10k-images-idx3-ubyte", images(1, 3, 2));
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.directory(folder));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED);
    assertThat(e).hasMessageContaining("expected images of shape [1, 2, 3]");
  }

  @Test
  void imagesAreToldByPixelsAndLabels() throws IOException {
    byte[] pixels = images(3, 2, 2);
    byte[] changed = pixels.clone();
    changed[20]++;
    String first = fingerprint(pixels, 0, 1, 2);

    assertThat(fingerprint(packed(pixels), 0, 1, 2)).isEqualTo(first).matches("[0-9a-f]{64}");
    assertThat(fingerprint(changed, 0, 1, 2)).isNotEqualTo(first);
    assertThat(fingerprint(pixels, 0, 2, 1)).isNotEqualTo(first);
  }

  private String fingerprint(byte[] pixels, int... labels) throws IOException {
    Path images = write("images", pixels);
    ImageDataset data =
        new ImageDataset(
            Idx.images(images), Idx.labels(write("labels", labels(labels))), Shape.of(4));
    return data.fingerprint().orElseThrow();
  }
}
