/** Keeps kept-alive HTTP connections answering. */
@NullMarked
package dev.rosterline.gateway.connection;

import org.jspecify.annotations.NullMarked;
