package org.neurite.benchmarks.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Network.Product;

/** One product in native memory. */
final class ProductTask implements StepwiseTask {
  private final Product product;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  ProductTask(Product product) {
    this.product = product;
    this.a = random(product.m() * product.k());
    this.b = random(product.k() * product.n());
    this.c = random(product.m() * product.n());
  }

  private static FloatPointer random(int count) {
    SplittableRandom random = new SplittableRandom(42);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatPointer(values);
  }

  @Override
  public void step(int batch) {
    cblas_sgemm(
        CblasRowMajor,
        product.transposeA() ? CblasTrans : CblasNoTrans,
        product.transposeB() ? CblasTrans : CblasNoTrans,
        product.m(),
        product.n(),
        product.k(),
        1,
        a,
        product.transposeA() ? product.m() : product.k(),
        b,
        product.transposeB() ? product.k() : product.n(),
        0,
        c,
        product.n());
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
