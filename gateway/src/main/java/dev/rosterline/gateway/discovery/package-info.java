/** Tells clients what this server can do (RFC 7644, 4). */
@NullMarked
package dev.rosterline.gateway.discovery;

import org.jspecify.annotations.NullMarked;
