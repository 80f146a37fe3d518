package org.neurite.core.train;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in a training. Random numbers and the order of samples are functions of seed, epoch and
 * step, so that nothing else is needed to go on with them.
 *
 * @param epoch number of the current epoch, from 1; one more than planned if all are over
 * @param batches batches of this epoch that are done
 * @param step steps since the training began
 * @param updates updates of the weights since the training began
 * @param pending batches whose gradients wait for the next update
 * @param samples samples of this epoch that are done
 * @param lossSum sum of their losses
 * @param lossWeight what that sum is divided by
 * @param seconds time that this epoch took so far
 * @param learningRate rate of this epoch's first update; of no use before the first batch
 */
record Position(
    int epoch,
    long batches,
    long step,
    long updates,
    int pending,
    long samples,
    double lossSum,
    double lossWeight,
    double seconds,
    double learningRate) {

  /** The begin of a training. */
  static Position start() {
    return new Position(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The begin of the next epoch. */
  Position nextEpoch() {
    return new Position(epoch + 1, 0, step, updates, pending, 0, 0, 0, 0, 0);
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("epoch", epoch)
        .put("batches", batches)
        .put("step", step)
        .put("updates", updates)
        .put("pending", pending)
        .put("samples", samples)
        .put("lossSum", lossSum)
        .put("lossWeight", lossWeight)
        .put("seconds", seconds)
        .put("learningRate", learningRate);
  }

  static Position fromJson(JsonNode json, String where) {
    return new Position(
        Math.toIntExact(count(json, "epoch", 1, Integer.MAX_VALUE, where)),
        count(json, "batches", 0, Long.MAX_VALUE, where),
        count(json, "step", 0, Long.MAX_VALUE, where),
        count(json, "updates", 0, Long.MAX_VALUE, where),
        Math.toIntExact(count(json, "pending", 0, Integer.MAX_VALUE, where)),
        count(json, "samples", 0, Long.MAX_VALUE, where),
        number(json, "lossSum", where),
        number(json, "lossWeight", where),
        number(json, "seconds", where),
        number(json, "learningRate", where));
  }

  private static long count(JsonNode json, String key, long least, long most, String where) {
    JsonNode value = json.path(key);
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    if (!fits) {
      throw CheckpointCodec.damaged(
          where + ", " + key, "an integer of at least " + least, value.toString());
    }
    return value.longValue();
  }

  private static double number(JsonNode json, String key, String where) {
    JsonNode value = json.path(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw CheckpointCodec.damaged(where + ", " + key, "a number", value.toString());
    }
    return value.doubleValue();
  }
}
