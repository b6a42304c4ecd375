/**
 * Answers GETs: one resource, lists, filters translated to SQL, and how a stored resource looks to
 * a client.
 */
@NullMarked
package dev.rosterline.gateway.lookup;

import org.jspecify.annotations.NullMarked;
