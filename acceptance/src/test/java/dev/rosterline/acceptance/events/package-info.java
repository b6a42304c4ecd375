/** The public topics: what is on them, and what a subscriber makes of it. */
@NullMarked
package dev.rosterline.acceptance.events;

import org.jspecify.annotations.NullMarked;
