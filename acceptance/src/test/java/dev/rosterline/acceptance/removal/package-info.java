/** Delayed removals and their cancellation, seen from outside. */
@NullMarked
package dev.rosterline.acceptance.removal;

import org.jspecify.annotations.NullMarked;
