package org.neurite.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.backend.KernelBackend;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.HeapBuffer;
import org.neurite.backend.jvm.JvmKernels;
import org.neurite.core.compile.Pass;
import org.neurite.core.optimizer.Adam;
import org.neurite.testkit.random.Agreement;

/** A contract that nothing can break is none. */
class BackendContractCatchesMistakesTest {
  /** The JVM backend, for a subclass to break. */
  private static class Broken extends KernelBackend {
    private final JvmKernels kernels = new JvmKernels("broken", 1);

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public boolean claims(Composite composite) {
      return JvmKernels.claims(composite);
    }

    @Override
    public DeviceBuffer allocate(DataType dataType, long elements) {
      return kernels.allocate(dataType, elements);
    }

    @Override
    protected boolean supports(Instruction instruction) {
      return JvmKernels.supports(instruction);
    }

    @Override
    protected Kernel bind(Instruction instruction, Memory memory) {
      return bind(instruction, memory, memory.seed());
    }

    final Kernel bind(Instruction instruction, Memory memory, long seed) {
      return kernels.bind(
          instruction, slot -> (HeapBuffer) memory.buffer(slot), memory.capacity(), seed);
    }

    @Override
    public void close() {
      kernels.close();
    }
  }

  private static DeviceBuffer stayingOpen(DeviceBuffer buffer) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.getName().equals("close") ? null : method.invoke(buffer, arguments);
    Class<?>[] type = {DeviceBuffer.class};
    return (DeviceBuffer) Proxy.newProxyInstance(type[0].getClassLoader(), type, handler);
  }

  private static void fails(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  @Test
  void seesAResultThatIsSlightlyOff() {
    try (Backend backend =
        new Broken() {
          @Override
          protected Kernel bind(Instruction instruction, Memory memory) {
            Kernel kernel = super.bind(instruction, memory);
            HeapBuffer first = (HeapBuffer) memory.buffer(instruction.output().slot());
            return (n, step) -> {
              kernel.run(n, step);
              first.data()[0] *= 1.001f;
            };
          }
        }) {
      fails(() -> OptimizerCases.check(new Adam(), backend));
      fails(() -> Exchange.savedAndLoaded(backend));
      fails(
          () ->
              new Agreement(CompositeCases.all().get("softmax of 3"), Agreement.Precision.FLOAT)
                  .check(backend, Pass.all()));
    }
  }

  @Test
  void seesOtherRandomNumbers() {
    try (Backend backend =
        new Broken() {
          @Override
          protected Kernel bind(Instruction instruction, Memory memory) {
            return bind(instruction, memory, memory.seed() + 1);
          }
        }) {
      fails(() -> Exactness.randomNumbers(backend));
    }
  }

  /** Keeps something beside each buffer. */
  private static final class Keeping extends Broken {
    private final List<Object> kept = new ArrayList<>();
    private final LongFunction<Object> beside;

    Keeping(LongFunction<Object> beside) {
      this.beside = beside;
    }

    @Override
    public DeviceBuffer allocate(DataType dataType, long elements) {
      DeviceBuffer buffer = super.allocate(dataType, elements);
      kept.add(beside.apply(elements));
      return buffer;
    }
  }

  @Test
  void seesMemoryThatIsKept() {
    try (Keeping backend = new Keeping(elements -> new float[(int) elements / 16])) {
      fails(() -> Sessions.openedAndClosed(backend, 1_000));
      assertThat(backend.kept).hasSizeGreaterThan(200);
    }
  }

  /** Not on the heap, where a JVM's own books show it. */
  @Test
  void seesNativeMemoryThatIsKept() {
    try (Keeping backend = new Keeping(elements -> ByteBuffer.allocateDirect(1 << 13))) {
      fails(() -> Sessions.openedAndClosed(backend, 1_000));
      assertThat(backend.kept).hasSizeGreaterThan(200);
    }
  }

  @Test
  void seesMemoryThatRefusedSessionsKeep() {
    try (Keeping backend = new Keeping(elements -> new float[(int) elements])) {
      fails(() -> Misuse.tooMuchMemory(backend));
      assertThat(backend.kept).isNotEmpty();
    }
  }

  @Test
  void seesStateThatSessionsShare() {
    HeapBuffer[] one = new HeapBuffer[1];
    try (Backend backend =
        new Broken() {
          @Override
          protected Kernel bind(Instruction instruction, Memory memory) {
            one[0] = (HeapBuffer) memory.buffer(instruction.output().slot());
            Kernel kernel = super.bind(instruction, memory);
            return (n, step) -> {
              kernel.run(n, step);
              one[0].data()[0]++;
            };
          }
        }) {
      fails(() -> Sessions.concurrently(backend));
    }
  }

  @Test
  void seesErrorsThatDoNotCome() {
    try (Backend backend =
        new Broken() {
          @Override
          public DeviceBuffer allocate(DataType dataType, long elements) {
            return super.allocate(dataType, Math.min(elements, 1 << 20));
          }
        }) {
      fails(() -> Misuse.tooMuchMemory(backend));
    }
  }

  @Test
  void seesDoublesThatAreNone() {
    try (Backend backend =
        new Broken() {
          @Override
          public DeviceBuffer allocate(DataType dataType, long elements) {
            return super.allocate(DataType.FLOAT32, elements);
          }

          @Override
          protected boolean supports(Instruction instruction) {
            return true;
          }
        }) {
      fails(() -> Misuse.unsupportedType(backend));
    }
  }

  @Test
  void seesUseAfterClosing() {
    try (Backend backend =
        new Broken() {
          @Override
          public DeviceBuffer allocate(DataType dataType, long elements) {
            return stayingOpen(super.allocate(dataType, elements));
          }
        }) {
      fails(() -> Misuse.closed(backend));
    }
  }
}
