package org.neurite.core.train;

import java.util.OptionalDouble;
import org.neurite.api.component.Optimizer;

/** How gradients become new weights, checked by {@link Trainer}. */
record UpdateSettings(
    Optimizer optimizer,
    OptionalDouble clipValue,
    OptionalDouble clipNorm,
    OptionalDouble clipGlobalNorm,
    ParameterGroups groups,
    int accumulation,
    OptionalDouble averaging) {}
