package org.neurite.backend.nd4j;

import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.testkit.backend.KilledTrainingContract;

@EnabledIf(Natives.EXPECTED)
class Nd4jKilledTrainingTest extends KilledTrainingContract {
  @Override
  protected String backend() {
    return "nd4j";
  }
}
