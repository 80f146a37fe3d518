/** A plugin as its author writes it; docs/plugins.md quotes these files. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
