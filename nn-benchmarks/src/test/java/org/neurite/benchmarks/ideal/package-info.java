@NullMarked
package org.neurite.benchmarks.ideal;

import org.jspecify.annotations.NullMarked;
