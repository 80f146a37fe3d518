package org.neurite.testkit.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.core.Backends;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.golden.GoldenNumbers;
import org.neurite.testkit.random.Agreement;
import org.neurite.testkit.random.Agreement.Precision;
import org.neurite.testkit.random.GraphGenerator;
import org.neurite.testkit.random.RandomGraph;

/**
 * What every backend must do, against the reference interpreter. Inherit it and name the backend:
 *
 * <pre>{@code
 * class MyBackendContractTest extends BackendContract {
 *   @Override
 *   protected String backend() {
 *     return "mine";
 *   }
 * }
 * }</pre>
 *
 * <p>Two tolerances hold. Where a result has a closed list of roundings, it may be off by what the
 * reference itself is off when each of its values is disturbed in the last bit of a float32, or by
 * 1e-5 ({@link Agreement}): order of summation and a function's last bits are the backend's own
 * affair. Golden numbers have the tolerances that their files state. Random numbers, indices, truth
 * values and integers up to 2^24 are exact, and the same inputs give the same bits.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract {
  private static final int THREADS = 2;
  private static final int GRAPHS = 150;
  private static final int MOST_DECISIONS = 100;

  /** First decisions of the generator that make arrays large enough to share among threads. */
  private static final List<Integer> WIDE = List.of(1, 9);

  private Backend open;

  /** Made for inheritance. */
  protected BackendContract() {}

  /**
   * What is tested.
   *
   * @return the provider's name, for instance {@code jvm}
   */
  protected abstract String backend();

  @BeforeAll
  final void openBackend() {
    open = open(THREADS);
  }

  @AfterAll
  final void closeBackend() {
    open.close();
    open.close();
  }

  private Backend open(int threads) {
    return Backends.open(Optional.of(backend()), new BackendSettings(threads));
  }

  @TestFactory
  final Stream<DynamicTest> everyPrimitiveAgreesInEveryShape() {
    return agreeing(PrimitiveCases.all());
  }

  @TestFactory
  final Stream<DynamicTest> compositesAgreeClaimedOrNot() {
    return agreeing(CompositeCases.all());
  }

  @TestFactory
  final Stream<DynamicTest> everyBuiltInLayerAgreesForwardAndBackward() {
    return agreeing(LayerCases.all());
  }

  @TestFactory
  final Stream<DynamicTest> everyOptimizerAgreesOverTwentySteps() {
    return OptimizerCases.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> OptimizerCases.check(entry.getValue(), open)));
  }

  private Stream<DynamicTest> agreeing(Map<String, RandomGraph> graphs) {
    return graphs.entrySet().stream()
        .map(
            entry -> DynamicTest.dynamicTest(entry.getKey(), () -> agrees(entry.getValue(), open)));
  }

  private static void agrees(RandomGraph graph, Backend backend) {
    Agreement agreement = new Agreement(graph, Precision.FLOAT);
    agreement.check(backend, Pass.all());
    agreement.check(backend, Pass.none());
  }

  @TestFactory
  final Stream<DynamicTest> randomGraphsAgree() {
    return IntStream.range(0, GRAPHS)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "graph " + seed, () -> agrees(GraphGenerator.generate(decisions(seed)), open)));
  }

  private static List<Integer> decisions(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 1 + random.nextInt(MOST_DECISIONS);
    return random.ints(count, 0, 10_000).boxed().collect(Collectors.toList());
  }

  @TestFactory
  final Stream<DynamicContainer> goldenNumbers() {
    return GoldenNumbers.tests(List.of(open));
  }

  @Test
  final void randomNumbersAreThoseOfTheReference() {
    Exactness.randomNumbers(open);
  }

  @Test
  final void integersAndTruthValuesAreExact() {
    Exactness.integers(open);
  }

  @Test
  final void theSameInputsGiveTheSameBitsForAnyNumberOfThreads() {
    try (Backend alone = open(1);
        Backend three = open(3)) {
      for (int seed = 0; seed < GRAPHS; seed++) {
        List<Integer> wide = new ArrayList<>(WIDE);
        wide.addAll(decisions(seed));
        Exactness.sameBits(GraphGenerator.generate(wide), alone, three);
      }
    }
  }

  @Test
  final void theSameSeedTrainsTheSameWeights() {
    OptimizerCases.sameSeedSameWeights(open);
  }

  @Test
  final void sessionsOnTwoThreadsDoNotDisturbEachOther() throws InterruptedException {
    Sessions.concurrently(open);
  }

  @Test
  final void tenThousandSessionsLeaveNoMemoryBehind() {
    Sessions.openedAndClosed(open, 10_000);
  }

  @Test
  final void memoryStaysFlatWhileTrainingAndPredictingAtOnce() throws Exception {
    Soak.run(open);
  }

  @Test
  final void aModelSavedHereGivesTheSameElsewhereAndBack() {
    Exchange.savedAndLoaded(open);
  }

  @Test
  final void whatIsNotSupportedOrDoesNotFitIsAClearError() throws InterruptedException {
    Misuse.unsupportedType(open);
    Misuse.tooMuchMemory(open);
  }

  @Test
  final void usingWhatIsClosedIsAClearError() {
    Misuse.closed(open);
    Misuse.closedVariable(open);
  }

  @Test
  final void wrongSessionsAndIndicesAreClearErrors() {
    Misuse.batchSizes(open);
    Misuse.indices(open);
  }
}
