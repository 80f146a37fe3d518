package org.neurite.examples.errors;

import static org.neurite.api.ErrorCode.BAD_MODEL_FILE;
import static org.neurite.api.ErrorCode.BAD_TARGET;
import static org.neurite.api.ErrorCode.BAD_USAGE;
import static org.neurite.api.ErrorCode.BAD_VALUE;
import static org.neurite.api.ErrorCode.COLUMN_MISMATCH;
import static org.neurite.api.ErrorCode.DATA_MALFORMED;
import static org.neurite.api.ErrorCode.DATA_UNREADABLE;
import static org.neurite.api.ErrorCode.MODEL_FILE_VERSION;
import static org.neurite.api.ErrorCode.MODEL_FILE_WRITE;
import static org.neurite.api.ErrorCode.OUTPUT_UNWRITABLE;
import static org.neurite.api.ErrorCode.TOO_FEW_ROWS;
import static org.neurite.api.ErrorCode.UNUSABLE_COLUMN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.TabularData;
import org.neurite.data.column.Kind;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.preprocess.TablePreprocessing;

/** Mistakes with model files and data files. */
final class FileMistakes {
  static final List<Mistake> ALL =
      List.of(
          new Mistake(BAD_MODEL_FILE, FileMistakes::loadHalf),
          new Mistake(MODEL_FILE_VERSION, FileMistakes::loadNewer),
          new Mistake(MODEL_FILE_WRITE, folder -> save(folder.resolve("missing/houses.nn"))),
          new Mistake(DATA_UNREADABLE, folder -> Csv.read(folder.resolve("hauses.csv"))),
          new Mistake(DATA_MALFORMED, folder -> read(folder, "rooms,price", "3,100", "4,200,9")),
          new Mistake(BAD_VALUE, FileMistakes::readTextAsNumber),
          new Mistake(COLUMN_MISMATCH, FileMistakes::predictWithoutAColumn),
          new Mistake(BAD_TARGET, folder -> read(folder, "rooms,price", "3,100").target("cost")),
          new Mistake(
              TOO_FEW_ROWS,
              folder -> read(folder, "rooms,price", "3,100").target("price").split(0.8)),
          new Mistake(UNUSABLE_COLUMN, FileMistakes::learnFromNames));

  private FileMistakes() {}

  private static org.neurite.data.Table read(Path folder, String... lines) throws IOException {
    Path file = folder.resolve("houses.csv");
    Files.write(file, List.of(lines));
    return Csv.read(file);
  }

  private static void save(Path file) {
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("houses").input(8).layer(new Dense(1)).build();
      new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of())
          .save(file);
    }
  }

  private static void load(Path file) {
    try (Neurite neurite = Neurite.create()) {
      neurite.load(file);
    }
  }

  private static void loadHalf(Path folder) throws IOException {
    Path file = folder.resolve("houses.nn");
    save(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    load(file);
  }

  private static void loadNewer(Path folder) throws IOException {
    Path file = folder.resolve("houses.nn");
    save(file);
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    entries.remove("manifest.json");
    entries.computeIfPresent(
        "model.json",
        (name, json) ->
            new String(json, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("\"formatVersion\" *: *2", "\"formatVersion\": 3")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    load(file);
  }

  private static void readTextAsNumber(Path folder) throws IOException {
    Path file = folder.resolve("houses.csv");
    Files.write(file, List.of("rooms,price", "3,100", "four,200"));
    Csv.read(file, CsvOptions.DEFAULT.kinds(Map.of("rooms", Kind.NUMBER)));
  }

  private static void predictWithoutAColumn(Path folder) throws IOException {
    TabularData houses = read(folder, "rooms,age,price", "3,10,100", "4,20,200").target("price");
    Split split = houses.split(1);
    read(folder, "rooms", "3").inputs((TablePreprocessing) split.preprocessing());
  }

  private static void learnFromNames(Path folder) throws IOException {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(i -> "owner " + i + "," + i % 7 + "," + (i + 0.5))
            .collect(Collectors.joining("\n"));
    read(folder, "owner,rooms,price", rows).target("price").split(0.8);
  }

  /** Codes of the command line, which prints its message instead of throwing. */
  static final List<CommandMistake> COMMANDS =
      List.of(
          new CommandMistake(BAD_USAGE, "train", "--data", "houses.csv", "--epoch", "5"),
          new CommandMistake(
              OUTPUT_UNWRITABLE,
              "predict",
              "--model",
              "houses.nn",
              "--data",
              "houses.csv",
              "--out",
              "/missing/prices.csv"));
}
