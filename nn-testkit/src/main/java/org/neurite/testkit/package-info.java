/** Contract tests: inherit one, and the whole contract is tested. */
@NullMarked
package org.neurite.testkit;

import org.jspecify.annotations.NullMarked;
