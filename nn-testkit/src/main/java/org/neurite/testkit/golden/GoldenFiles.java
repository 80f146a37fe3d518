package org.neurite.testkit.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.neurite.api.backend.Backend;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds and reads golden files. */
final class GoldenFiles {
  /** System property that names another directory than the committed copy. */
  static final String DIRECTORY = "golden.dir";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GoldenFiles() {}

  /** All {@code *.json} files, sorted by name. */
  static List<Path> list() {
    try (Stream<Path> files = Files.list(directory())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    String stated = System.getProperty(DIRECTORY);
    if (stated != null) {
      return Path.of(stated);
    }
    URL committed = Objects.requireNonNull(GoldenFiles.class.getResource("/golden"), "/golden");
    try {
      URI place = committed.toURI();
      return place.getScheme().equals("jar")
          ? fileSystem(place).getPath("/golden")
          : Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The inside of the test kit's jar; stays open, as its paths are read later. */
  private static FileSystem fileSystem(URI place) throws IOException {
    try {
      return FileSystems.newFileSystem(place, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(place);
    }
  }

  private static JsonNode parse(Path path) {
    try (InputStream text = Files.newInputStream(path)) {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<GoldenCase> read(Path path, List<Backend> backends) {
    JsonNode file = parse(path);
    String format = file.path("format").stringValue("");
    if (!format.equals("golden-1")) {
      throw new IllegalArgumentException(path + ": expected format golden-1, found " + format);
    }
    List<GoldenCase> cases = new ArrayList<>();
    file.get("cases").forEach(json -> cases.add(new GoldenCase(file, json, backends)));
    return cases;
  }
}
