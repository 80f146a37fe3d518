/** Values, symbolic tensors and the interfaces of plugins and backends. */
@NullMarked
package org.neurite.api;

import org.jspecify.annotations.NullMarked;
