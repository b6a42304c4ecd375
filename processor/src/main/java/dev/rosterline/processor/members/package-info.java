/** Decides what a command means for a member, and stores members. Decisions are pure. */
@NullMarked
package dev.rosterline.processor.members;

import org.jspecify.annotations.NullMarked;
