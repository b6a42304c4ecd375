/** The verbs of {@code ./rosterline}, from the first start to the last stop. */
@NullMarked
package dev.rosterline.acceptance.lifecycle;

import org.jspecify.annotations.NullMarked;
