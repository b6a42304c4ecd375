/** Many writers at once, many changes at once, and answers that get lost. */
@NullMarked
package dev.rosterline.acceptance.writing;

import org.jspecify.annotations.NullMarked;
