/**
 * Finds removals whose grace period is over and sends them as commands; never edits a row's state.
 */
@NullMarked
package dev.rosterline.processor.removal;

import org.jspecify.annotations.NullMarked;
