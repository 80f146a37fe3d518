package org.neurite.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void fingerprintsAFile() throws IOException {
    assertThat(Provenance.sha256(Files.writeString(folder.resolve("x"), "abc"))).isEqualTo(OF_ABC);
  }

  @Test
  void fingerprintsTheFilesOfADirectoryByName() throws IOException {
    Files.writeString(folder.resolve("2"), "bc");
    Files.writeString(folder.resolve("1"), "a");

    assertThat(Provenance.sha256(folder)).isEqualTo(OF_ABC);
  }
}
