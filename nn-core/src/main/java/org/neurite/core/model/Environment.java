package org.neurite.core.model;

import org.neurite.api.backend.Backend;
import org.neurite.core.registry.ComponentCodec;

/**
 * What trainings and predictions run in.
 *
 * @param backend computes
 * @param codec reads and writes components by name
 */
public record Environment(Backend backend, ComponentCodec codec) {}
