/**
 * Tells those who look at an account that there is something newer to see: asks once for all of
 * them, bounds how many may look, and ends when they may not any more.
 */
@NullMarked
package dev.rosterline.gateway.live;

import org.jspecify.annotations.NullMarked;
