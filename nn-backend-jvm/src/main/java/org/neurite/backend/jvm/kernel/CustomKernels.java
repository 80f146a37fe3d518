package org.neurite.backend.jvm.kernel;

import org.neurite.api.backend.CustomKernel;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Custom;

/** Operations that plugins compute themselves. */
public final class CustomKernels {
  private CustomKernels() {}

  /**
   * A kernel that hands a plugin copies in double precision.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel of(Custom op, Binding binding) {
    float[][] inputs = binding.inputs();
    float[] output = binding.output();
    return new CustomKernel(
        op.definition(),
        binding.types(),
        binding.instruction().output().type(),
        binding.resources().capacity(),
        new CustomKernel.Copies() {
          @Override
          public void read(int index, double[] target, int count) {
            float[] source = inputs[index];
            for (int i = 0; i < count; i++) {
              target[i] = source[i];
            }
          }

          @Override
          public void write(double[] source, int count) {
            for (int i = 0; i < count; i++) {
              output[i] = (float) source[i];
            }
          }
        });
  }
}
