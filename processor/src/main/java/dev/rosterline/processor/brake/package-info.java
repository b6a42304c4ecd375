/**
 * Counts who leaves an account within an hour and says when it is too many at once: the guard
 * against a filter that somebody changed by mistake.
 */
@NullMarked
package dev.rosterline.processor.brake;

import org.jspecify.annotations.NullMarked;
