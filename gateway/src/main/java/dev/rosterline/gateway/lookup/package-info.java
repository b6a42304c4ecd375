/** Answers reads: resources by id and by filter, and how a stored resource is represented. */
@NullMarked
package dev.rosterline.gateway.lookup;

import org.jspecify.annotations.NullMarked;
