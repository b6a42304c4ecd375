/** Decides what a command means for a group, and stores groups and memberships. */
@NullMarked
package dev.rosterline.processor.groups;

import org.jspecify.annotations.NullMarked;
