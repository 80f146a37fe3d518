package org.neurite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;

/** Reads a whole data set for a test to look at. */
final class Rows {
  final List<float[]> inputs = new ArrayList<>();
  final List<Float> targets = new ArrayList<>();
  final List<Integer> labels = new ArrayList<>();

  Rows(Dataset dataset) {
    Batch batch = new Batch(7, dataset.inputShape(), dataset.targetType());
    int width = batch.inputs().length / 7;
    try (Dataset.Reader reader = dataset.read(Optional.empty())) {
      for (int n = reader.next(batch); n > 0; n = reader.next(batch)) {
        for (int i = 0; i < n; i++) {
          inputs.add(Arrays.copyOfRange(batch.inputs(), i * width, (i + 1) * width));
          if (batch.targets().length > 0) {
            targets.add(batch.targets()[i]);
          } else {
            labels.add(batch.labels()[i]);
          }
        }
      }
    }
  }
}
