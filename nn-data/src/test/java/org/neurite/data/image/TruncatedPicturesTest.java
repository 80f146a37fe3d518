package org.neurite.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;

/** A picture of which a part is lost is refused, and never padded with what a decoder makes up. */
class TruncatedPicturesTest {
  private static final ImageReader READER = new ImageReader(ImageSize.rgb(16, 16));

  @TempDir private Path folder;

  private static byte[] noise(String format, boolean isProgressive) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 16 * 16; i++) {
      image.setRGB(i % 16, i / 16, random.nextInt(1 << 24));
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam chosen = writer.getDefaultWriteParam();
    if (isProgressive) {
      chosen.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), chosen);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"png, false", "png, true", "jpg, false", "jpg, true", "gif, false", "bmp, false"})
  void aBeginningIsRefusedOrHoldsTheWholePicture(String format, boolean isProgressive)
      throws IOException {
    byte[] whole = noise(format, isProgressive);
    Path file = folder.resolve("picture." + format);
    byte[] pixels = READER.read(Files.write(file, whole));
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        assertThat(READER.read(file))
            .as("first %d of %d bytes", length, whole.length)
            .isEqualTo(pixels);
      } catch (DataException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(whole.length * 9 / 10);
  }

  @Test
  void aJpegWithoutItsEndSaysSo() throws IOException {
    byte[] whole = noise("jpg", false);
    Path file = Files.write(folder.resolve("half.jpg"), Arrays.copyOf(whole, whole.length - 40));

    assertThatThrownBy(() -> READER.read(file))
        .hasMessageContaining("NN-1702 at " + file + ": expected a whole PNG or JPEG picture")
        .hasMessageContaining("a damaged one: Truncated File");
  }

  @Test
  void aJpegThatLacksDataBeforeItsEndIsDamagedToo() throws IOException {
    byte[] bytes = noise("jpg", false);
    byte[] closed = Arrays.copyOf(bytes, bytes.length - 40);
    closed[closed.length - 2] = (byte) 0xff; // the marker of the end
    closed[closed.length - 1] = (byte) 0xd9;
    Path file = Files.write(folder.resolve("closed.jpg"), closed);
    assertThatThrownBy(() -> READER.read(file)).hasMessageContaining("premature end of data");
  }

  @Test
  void aJpegWithACodeThatIsNoneIsDamagedToo() throws IOException {
    byte[] bytes = noise("jpg", false);
    Path file = folder.resolve("mutated.jpg");
    Random random = new Random(1);
    String refusal = "";
    for (int i = 0; i < 10_000 && !refusal.contains("bad Huffman code"); i++) {
      byte[] mutated = bytes.clone();
      for (int change = 0; change <= i % 20; change++) {
        int at = bytes.length - 300 + random.nextInt(298);
        mutated[at] = (byte) random.nextInt(256);
      }
      Files.write(file, mutated);
      try {
        READER.read(file);
      } catch (DataException e) {
        refusal = e.getMessage();
      }
    }
    assertThat(refusal).contains("a damaged one: Corrupt JPEG data: bad Huffman code");
  }

  @Test
  void extraBytesBetweenMarkersDoNoHarm() throws IOException {
    byte[] bytes = noise("jpg", false);
    byte[] pixels = READER.read(Files.write(folder.resolve("plain.jpg"), bytes));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 5); // after the end, as cameras do
    assertThat(READER.read(Files.write(folder.resolve("longer.jpg"), longer))).isEqualTo(pixels);
    byte[] stuffed = new byte[bytes.length + 3]; // before the end
    System.arraycopy(bytes, 0, stuffed, 0, bytes.length - 2);
    System.arraycopy(bytes, bytes.length - 2, stuffed, stuffed.length - 2, 2);
    assertThat(READER.read(Files.write(folder.resolve("stuffed.jpg"), stuffed))).isEqualTo(pixels);
  }

  /** Says how large it is, and has nothing in it. */
  private Path claiming(int width, int height) throws IOException {
    byte[] header = new byte[17];
    ByteBuffer.wrap(header)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height)
        .put(new byte[] {8, 2, 0, 0, 0}); // 8 bits, colour
    CRC32 crc = new CRC32();
    crc.update(header);
    byte[] picture =
        ByteBuffer.allocate(8 + 4 + 17 + 4)
            .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
            .putInt(13)
            .put(header)
            .putInt((int) crc.getValue())
            .array();
    return Files.write(folder.resolve("bomb.png"), picture);
  }

  @Test
  void aPictureOfTooManyPixelsIsRefusedBeforeMemoryIsTakenForIt() throws IOException {
    Path large = claiming(1 << 20, 1 << 20);
    assertThatThrownBy(() -> READER.read(large))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED))
        .hasMessageContaining("bomb.png: expected a whole PNG or JPEG picture")
        .hasMessageContaining("found 1099511627776 pixels, more than 67108864");
    Path tall = claiming(1, 60_000_000);
    assertThatThrownBy(() -> READER.read(tall))
        .hasMessageContaining("NN-1702")
        .hasMessageContaining("found 1 by 60000000 pixels, more than 65536");
  }

  @Test
  void itIsSkippedByChoice() throws IOException {
    byte[] jpeg = noise("jpg", false);
    byte[] png = noise("png", false);
    for (String name : new String[] {"a", "b"}) {
      Path kind = Files.createDirectories(folder.resolve("pets").resolve(name));
      Files.write(kind.resolve("whole.jpg"), jpeg);
      Files.write(kind.resolve("half.jpg"), Arrays.copyOf(jpeg, jpeg.length - 40));
      Files.write(kind.resolve("half.png"), Arrays.copyOf(png, png.length - 40));
    }
    ImageFolder pictures = ImageFolder.open(folder.resolve("pets"), ImageSize.rgb(16, 16), true);

    assertThat(pictures.count()).isEqualTo(2);
    assertThat(pictures.skipped()).hasSize(4);
  }
}
