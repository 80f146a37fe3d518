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
      @ForAll("decisions") List<Integer> decisions, @ForAll @IntRange(max = 255) int subset) {
    RandomGraph graph = GraphGenerator.generate(decisions);
    new Agreement(graph, REFERENCE, subset(subset), Precision.DOUBLE).check();
    new Agreement(graph, REFERENCE, Pass.all(), Precision.DOUBLE).check();
  }

  @Property
  void theDefaultBackendAgrees(
      @ForAll("decisions") List<Integer> decisions, @ForAll @IntRange(max = 255) int subset) {
    RandomGraph graph = GraphGenerator.generate(decisions);
    new Agreement(graph, JVM, subset(subset), Precision.FLOAT).check();
    new Agreement(graph, JVM, Pass.all(), Precision.FLOAT).check();
  }

  @Property(tries = 3)
  void noSubsetOfPassesIsLeftOut(@ForAll("decisions") List<Integer> decisions) {
    RandomGraph graph = GraphGenerator.generate(decisions);
    for (int subset = 0; subset < 256; subset++) {
      new Agreement(graph, REFERENCE, subset(subset), Precision.DOUBLE).check();
    }
  }

  @Property(tries = 200)
  void claimedCompositesAreTheirBodies(@ForAll("decisions") List<Integer> decisions) {
    RandomGraph graph = GraphGenerator.generate(decisions);
    new Agreement(graph, CLAIMING, Pass.all(), Precision.DOUBLE).check();
  }

  @Property(tries = 100)
  void sameDecisionsGiveTheSameGraph(@ForAll("decisions") List<Integer> decisions) {
    assertThat(GraphGenerator.generate(decisions).toString())
        .isEqualTo(GraphGenerator.generate(decisions).toString());
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
