/** Rows of any database that has a JDBC driver, fetched a number at a time. */
@NullMarked
package org.neurite.data.jdbc;

import org.jspecify.annotations.NullMarked;
