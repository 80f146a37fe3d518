package org.neurite.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where to compute, and with which plugins. */
final class BackendOptions {
  @Mixin private PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What computes; 'nn backends' lists them. Default: the fastest that runs here.")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute; results do not depend on it. Default: all processors.")
  private Optional<Integer> threads = Optional.empty();

  void check() {
    threads.ifPresent(n -> Usage.require(n >= 1, "--threads", "at least 1", n));
  }

  Neurite open() {
    check();
    NeuriteModule module = plugins.module();
    if (backend.isPresent()) {
      module = module.backend(backend.get());
    }
    return Neurite.create(threads.isPresent() ? module.threads(threads.get()) : module);
  }

  OptionalInt threads() {
    return threads.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
