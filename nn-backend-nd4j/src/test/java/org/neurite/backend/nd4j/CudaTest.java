package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.BackendRun;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What can be held of {@code nd4j-cuda} in place of {@code nd4j-native} where there is no GPU. */
class CudaTest {
  private static final String BINDINGS = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";
  private static final Path JAR = Path.of(System.getProperty("neurite.cuda.jar"));

  /** As a user has it who excludes what is for the processor; the library itself is missing. */
  @Test
  void theJarWithoutItsLibraryIsAFailedProbeThatSaysWhy() throws Exception {
    try (ClassPath path = ClassPath.without("nd4j-native(-preset)?-1|openblas").with(JAR)) {
      path.fails("ND4J's CUDA library", "jnind4jcuda");
    }
  }

  /** Who added it wants it: the processor is no silent substitute. */
  @Test
  void isTakenBeforeTheBuildForTheProcessor() throws Exception {
    try (ClassPath path = ClassPath.without("linux|windows|macosx").with(JAR)) {
      assertThat(path.provider().probe().detail()).startsWith("ND4J's CUDA library can't");
    }
  }

  @Test
  void whatElseItNeedsIsNamed() throws Exception {
    try (ClassPath path = ClassPath.without("nd4j-(native(-preset)?-1|cuda)|openblas").with(JAR)) {
      assertThat(path.provider().probe().detail())
          .startsWith("ND4J's CUDA library can't be loaded on ")
          .contains(": there is no class org.nd4j.presets.cuda.Nd4jCudaHelper");
    }
  }

  @Test
  void neitherBuildIsAFailedProbe() throws Exception {
    try (ClassPath path = ClassPath.without("nd4j-native(-preset)?-1|openblas")) {
      assertThat(path.provider().probe().detail())
          .isEqualTo(
              "there is neither nd4j-native nor nd4j-cuda on the class path;"
                  + " the backend 'jvm' needs no native library");
    }
  }

  /** The library loads, but the machine has no GPU, as on a server that shares its image. */
  @Test
  @EnabledIf(Natives.EXPECTED)
  void noGpuIsAFailedProbe() {
    MemoryApart none =
        new MemoryApart() {
          @Override
          public int getAvailableDevices() {
            return 0;
          }
        };
    NativeLibrary.Attempt attempt = NativeLibrary.attempt("CUDA library", () -> Cuda.on(none));
    assertThat(attempt.device()).isEmpty();
    assertThat(attempt.probe().detail())
        .matches("ND4J's CUDA library can't be loaded on .*: it finds no GPU; the backend 'jvm'.*");
  }

  /** All but the library: found on the class path by its name, probed, opened, and computing. */
  @Test
  @EnabledIf(Natives.EXPECTED)
  void aStandInOfThatNameComputes() throws Exception {
    BackendProvider provider = new StandIn(MemoryApart.class).provider();
    assertThat(provider.probe().available()).as(provider.probe().detail()).isTrue();
    assertThat(provider.probe().detail())
        .isEqualTo("ND4J 1.0.0-M2.1 with CUDA, float32, on a stand-in, compute capability 7.5");
    Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(3)), "");
    Tensor w = Tensor.input("w", TensorType.float32(Shape.of(3, 2)), "");
    Graph graph = Graph.body(List.of(x.value(), w.value()), List.of(x.matmul(w).value()));
    Map<String, NDArray> inputs =
        Map.of(
            "x", NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
            "w", NDArray.of(new float[] {1, 0, 0, 1, 1, 1}, 3, 2));
    try (Backend backend = provider.open(new BackendSettings(1));
        BackendRun run = BackendRun.open(graph, backend, Pass.all(), 2, 0)) {
      assertThat(run.run(2, 0, inputs).get("0").toDoubles()).containsExactly(4, 5, 10, 11);
    }
  }

  /** This module once more, where the bindings have the name of CUDA's. */
  private static final class StandIn extends ClassLoader {
    private final Class<?> bindings;

    StandIn(Class<?> bindings) {
      super(CudaTest.class.getClassLoader());
      this.bindings = bindings;
    }

    BackendProvider provider() throws ReflectiveOperationException {
      Class<?> provider = loadClass(Nd4jBackendProvider.class.getName());
      return (BackendProvider) provider.getDeclaredConstructor().newInstance();
    }

    @Override
    public URL getResource(String name) {
      return super.getResource(name.equals(file(BINDINGS)) ? file(bindings.getName()) : name);
    }

    private static String file(String type) {
      return type.replace('.', '/') + ".class";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own = name.startsWith("org.neurite.backend.nd4j.") || name.equals(BINDINGS);
        Class<?> loaded = own ? findLoadedClass(name) : super.loadClass(name, resolve);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      if (name.equals(BINDINGS)) {
        byte[] code = subclass();
        return defineClass(name, code, 0, code.length);
      }
      try (InputStream in = getParent().getResourceAsStream(file(name))) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    /** {@code public class Nd4jCuda extends MemoryApart {}}. */
    private byte[] subclass() {
      String parent = bindings.getName().replace('.', '/');
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, BINDINGS.replace('.', '/'), null, parent, null);
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
      writer.visitEnd();
      return writer.toByteArray();
    }
  }
}
