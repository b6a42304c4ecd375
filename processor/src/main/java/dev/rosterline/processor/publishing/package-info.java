/**
 * Owns what leaves the processor: replies, outcomes, events and states, in order, until
 * acknowledged.
 */
@NullMarked
package dev.rosterline.processor.publishing;

import org.jspecify.annotations.NullMarked;
