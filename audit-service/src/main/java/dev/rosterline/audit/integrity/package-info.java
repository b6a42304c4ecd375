/**
 * Tamper evidence of the activity log: seals rows into chains as they are written, and finds out
 * later whether any was changed or removed.
 */
@NullMarked
package dev.rosterline.audit.integrity;

import org.jspecify.annotations.NullMarked;
