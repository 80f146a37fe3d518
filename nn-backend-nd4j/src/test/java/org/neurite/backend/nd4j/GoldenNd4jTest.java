package org.neurite.backend.nd4j;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.testkit.golden.GoldenNumbers;

/** The golden numbers alone, as they are part of the contract, too. */
@EnabledIf(Natives.EXPECTED)
class GoldenNd4jTest {
  private static final Backend BACKEND = new Nd4jBackendProvider().open(new BackendSettings(2));

  @TestFactory
  Stream<DynamicContainer> everyCaseOfEveryFile() {
    return GoldenNumbers.tests(List.of(BACKEND));
  }

  @AfterAll
  static void close() {
    BACKEND.close();
  }
}
