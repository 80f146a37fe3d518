package org.neurite.api.component;

import org.neurite.api.API;

/**
 * Anything a network is made of. Implementations are records whose components are settings of these
 * types: {@code int}, {@code long}, {@code float}, {@code double}, {@code boolean}, {@code String},
 * an enum, another component, a {@link java.util.List} or {@link java.util.Optional} of these, or a
 * {@link java.util.Map} from {@code String} to these. Only records can be saved.
 */
@API(API.Status.STABLE)
public interface Component {}
