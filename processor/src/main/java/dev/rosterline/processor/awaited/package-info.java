/**
 * Ends memberships of people who never came: finds them, and has the group's partition take them
 * out, where it shows in the activity.
 */
@NullMarked
package dev.rosterline.processor.awaited;

import org.jspecify.annotations.NullMarked;
