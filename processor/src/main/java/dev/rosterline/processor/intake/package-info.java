/**
 * Takes commands off the log, in order and exactly once: fence, dedupe, decide, write, commit, hand
 * on for publishing.
 */
@NullMarked
package dev.rosterline.processor.intake;

import org.jspecify.annotations.NullMarked;
