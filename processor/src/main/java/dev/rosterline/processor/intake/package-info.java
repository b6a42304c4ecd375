/**
 * Takes commands from the log and applies each poll in one transaction, in order and exactly once.
 * Blocking at the listener's edge, one Mono a batch inside.
 */
@NullMarked
package dev.rosterline.processor.intake;

import org.jspecify.annotations.NullMarked;
