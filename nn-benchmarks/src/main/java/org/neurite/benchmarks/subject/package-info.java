/** How a library is measured: what it must offer, and the process it is measured in. */
@NullMarked
package org.neurite.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
