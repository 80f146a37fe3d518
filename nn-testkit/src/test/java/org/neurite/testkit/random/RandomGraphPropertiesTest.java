package org.neurite.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.core.compile.Pass;
import org.neurite.reference.ReferenceBackend;
import org.neurite.testkit.random.Agreement.Precision;

/**
 * Laws that hold for every graph. A failing graph is made smaller and printed.
 *
 * <p>On a backend that computes in double, results must agree to twelve digits: that is for the
 * compiler. On the default backend the tolerances are those of single precision.
 */
class RandomGraphPropertiesTest {
  private static final Backend REFERENCE = new ReferenceBackend();
  private static final Backend CLAIMING = new ReferenceBackend(composite -> true);
  private static final int SUBSETS = 1 << 10;
  private static final Backend JVM = new JvmBackendProvider().open(new BackendSettings(2));

  @Provide
  Arbitrary<List<Integer>> decisions() {
    RandomDistribution uniform = RandomDistribution.uniform();
    return Arbitraries.integers()
        .between(0, 9999)
        .withDistribution(uniform)
        .list()
        .ofMaxSize(100)
        .withSizeDistribution(uniform);
  }

  @Property
  void everySubsetOfPassesKeepsTheResult(
      @ForAll("decisions") List<Integer> decisions,
      @ForAll @IntRange(max = SUBSETS - 1) int subset) {
    Agreement agreement = new Agreement(GraphGenerator.generate(decisions), Precision.DOUBLE);
    agreement.check(REFERENCE, subset(subset));
    agreement.check(REFERENCE, Pass.all());
  }

  @Property
  void theDefaultBackendAgrees(
      @ForAll("decisions") List<Integer> decisions,
      @ForAll @IntRange(max = SUBSETS - 1) int subset) {
    Agreement agreement = new Agreement(GraphGenerator.generate(decisions), Precision.FLOAT);
    agreement.check(JVM, subset(subset));
    agreement.check(JVM, Pass.all());
  }

  @Property(tries = 8)
  void noSubsetOfPassesIsLeftOut(@ForAll("decisions") List<Integer> decisions) {
    Agreement agreement = new Agreement(GraphGenerator.generate(decisions), Precision.DOUBLE);
    for (int subset = 0; subset < SUBSETS; subset++) {
      agreement.check(REFERENCE, subset(subset));
    }
  }

  @Property(tries = 200)
  void claimedCompositesAreTheirBodies(@ForAll("decisions") List<Integer> decisions) {
    RandomGraph graph = GraphGenerator.generate(decisions);
    new Agreement(graph, Precision.DOUBLE).check(CLAIMING, Pass.all());
  }

  @Property(tries = 100)
  void sameDecisionsGiveTheSameGraph(@ForAll("decisions") List<Integer> decisions) {
    assertThat(GraphGenerator.generate(decisions).toString())
        .isEqualTo(GraphGenerator.generate(decisions).toString());
  }

  @Test
  void subsetsAreOfAllPasses() {
    assertThat(subset(SUBSETS - 1)).isEqualTo(Pass.all());
    assertThat(SUBSETS).isEqualTo(1 << Pass.values().length);
  }

  /** The passes at the set bits. */
  private static Set<Pass> subset(int bits) {
    Set<Pass> passes = Pass.none();
    int bit = 1;
    for (Pass pass : Pass.values()) {
      if ((bits & bit) != 0) {
        passes.add(pass);
      }
      bit <<= 1;
    }
    return passes;
  }
}
