package org.neurite.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Schedule;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.testkit.ScheduleContract;

/** Every schedule that the registry has. */
@ParameterizedClass
@MethodSource("texts")
class BuiltInSchedulesTest extends ScheduleContract {
  @Parameter String text;

  static Stream<String> texts() {
    return ComponentRegistry.builtIn().entries(ComponentKind.SCHEDULE).stream()
        .map(
            entry ->
                "{'type': '%s'%s}"
                    .formatted(entry.name(), settings(entry.name()))
                    .replace('\'', '"'));
  }

  private static String settings(String name) {
    return switch (name) {
      case "cosine" -> ", 'tMax': 400, 'etaMin': 0.001";
      case "cosine-restarts" -> ", 't0': 100, 'tMult': 2";
      case "exponential" -> ", 'gamma': 0.99";
      case "inverse-time" -> ", 'decay': 0.1";
      case "multi-step" -> ", 'milestones': [100, 300]";
      case "one-cycle", "polynomial" -> ", 'totalSteps': 500";
      case "sequential" -> ", 'schedules': ['constant', 'constant'], 'milestones': [100]";
      case "step" -> ", 'stepSize': 50";
      case "warmup" -> ", 'steps': 50, 'then': {'type': 'cosine', 'tMax': 400}";
      default -> "";
    };
  }

  @Override
  protected Schedule schedule() {
    return new ComponentCodec(registry()).parse(Schedule.class, text);
  }
}
