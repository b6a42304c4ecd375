/** Keeps kept-alive HTTP connections answering. */
@NullMarked
package dev.rosterline.audit.connection;

import org.jspecify.annotations.NullMarked;
