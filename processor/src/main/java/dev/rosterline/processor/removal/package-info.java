/** Turns grace periods that are over into removal-due commands; never edits a member itself. */
@NullMarked
package dev.rosterline.processor.removal;

import org.jspecify.annotations.NullMarked;
