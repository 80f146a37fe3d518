/**
 * Files that models live in: safetensors for arrays, and the archive around them. Reading trusts
 * nothing: every length is checked against a limit before memory is taken, and no file can name a
 * class.
 */
@NullMarked
package org.neurite.core.file;

import org.jspecify.annotations.NullMarked;
