/**
 * Reads what a client wants of a resource into a draft, the same way for every type; what differs
 * is a {@link dev.rosterline.gateway.writing.Kind}.
 */
@NullMarked
package dev.rosterline.gateway.writing;

import org.jspecify.annotations.NullMarked;
