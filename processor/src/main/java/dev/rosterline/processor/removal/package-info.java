/**
 * Finds removals whose grace period is over, or whose date has to move, and sends them as commands;
 * never edits a row's state.
 */
@NullMarked
package dev.rosterline.processor.removal;

import org.jspecify.annotations.NullMarked;
