@NullMarked
package org.neurite.benchmarks.plugin;

import org.jspecify.annotations.NullMarked;
