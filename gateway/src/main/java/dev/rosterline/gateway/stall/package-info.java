/** Bounds how long a request waits for a database that has stopped answering. */
@NullMarked
package dev.rosterline.gateway.stall;

import org.jspecify.annotations.NullMarked;
