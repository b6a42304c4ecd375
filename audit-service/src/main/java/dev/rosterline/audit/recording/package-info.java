/** Turns each outcome into one row of the activity log, however often it is delivered. */
@NullMarked
package dev.rosterline.audit.recording;

import org.jspecify.annotations.NullMarked;
