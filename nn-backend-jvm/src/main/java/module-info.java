/** The default backend, pure Java. */
module org.neurite.backend.jvm {
  requires transitive org.neurite.api;
  requires static jdk.incubator.vector;
  requires static org.jspecify;
  requires org.objectweb.asm;

  exports org.neurite.backend.jvm;

  provides org.neurite.api.backend.BackendProvider with
      org.neurite.backend.jvm.JvmBackendProvider;
}
