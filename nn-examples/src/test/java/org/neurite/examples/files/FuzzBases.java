package org.neurite.examples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.Relu;
import org.neurite.core.file.Safetensors;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.LayerNorm;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.PositionalEncoding;
import org.neurite.core.layer.RepeatVector;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;
import org.neurite.core.layer.TransformerEncoderBlock;
import org.neurite.core.layer.UpSampling2D;
import org.neurite.core.layer.ZeroPadding2D;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Trained;

/** Files that are mutated: of each version, with many kinds of layers, and a checkpoint. */
final class FuzzBases {
  private FuzzBases() {}

  static void write(Path folder) throws IOException {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      try (Stream<Path> goldens = Files.list(GoldenFiles.folder(1))) {
        for (Path golden : goldens.filter(f -> f.toString().endsWith(".nn")).toList()) {
          Files.copy(golden, folder.resolve("v1-" + golden.getFileName()));
          neurite.load(golden).save(folder.resolve("v2-" + golden.getFileName()));
        }
      }
      untrained(neurite, images(neurite)).save(folder.resolve("v2-images.nn"));
      Trained sequences = untrained(neurite, sequences(neurite));
      sequences.save(folder.resolve("v2-sequences.nn"));
      checkpoint(neurite, folder);
      Safetensors weights = new Safetensors(sequences.weights(), Map.of("format", "pt"));
      Files.write(folder.resolve("weights.safetensors"), weights.toBytes());
    }
  }

  private static Trained untrained(Neurite neurite, Model model) {
    return new Trained(
        neurite.environment(), model, model.initialWeights(1), List.of(), Map.of("seed", 1));
  }

  private static Model images(Neurite neurite) {
    return neurite
        .model("images")
        .input(1, 8, 8)
        .layer(new ZeroPadding2D(1, 1, 1, 1))
        .layer(new Conv2D(3, 3, new Relu()))
        .layer(new BatchNorm())
        .layer(new MaxPool2D(2))
        .layer(new UpSampling2D(2, 2))
        .layer(new Flatten())
        .layer(new Residual(new Sequential(new Dense(192, new Gelu()), new Dropout(0.1))))
        .layer(new LayerNorm())
        .layer(new Dense(4))
        .layer(new RepeatVector(3))
        .layer(new PositionalEncoding())
        .build();
  }

  private static Model sequences(Neurite neurite) {
    return neurite
        .model("sequences")
        .input(24)
        .layer(new Reshape(List.of(6, 4)))
        .layer(new PositionalEncoding())
        .layer(new TransformerEncoderBlock(2, 8))
        .layer(new Lstm(3, 2, true, true, true))
        .layer(new Gru(3))
        .layer(new MultiHeadAttention(1))
        .layer(new Flatten())
        .layer(new Dense(2))
        .build();
  }

  private static void checkpoint(Neurite neurite, Path folder) throws IOException {
    Model model =
        neurite.model("line").input(2).layer(new Dense(3, new Relu())).layer(new Dense(1)).build();
    Path run = folder.resolveSibling("run");
    neurite
        .trainer(model)
        .loss(new MeanSquaredError())
        .averageWeights(0.9)
        .checkpoints(Checkpoints.in(run))
        .fit(
            new ArrayDataset(
                NDArray.of(new float[] {1, 2, 3, 4}, 2, 2), NDArray.of(new float[] {1, 2}, 2, 1)));
    try (Stream<Path> files = Files.list(run)) {
      Files.copy(files.findFirst().orElseThrow(), folder.resolve("v2-checkpoint.nn"));
    }
  }
}
