/** Tells the world what was committed: replies, outcomes, membership events and state, in order. */
@NullMarked
package dev.rosterline.processor.publishing;

import org.jspecify.annotations.NullMarked;
