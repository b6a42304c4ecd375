/** Turns the outcome of every operation into a row of the activity log. */
@NullMarked
package dev.rosterline.audit;

import org.jspecify.annotations.NullMarked;
