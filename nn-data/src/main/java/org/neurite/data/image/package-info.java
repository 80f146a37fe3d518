/** Pictures in folders, one folder for each class: decoded, scaled to one size, normalised. */
@NullMarked
package org.neurite.data.image;

import org.jspecify.annotations.NullMarked;
