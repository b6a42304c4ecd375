/**
 * Owns how a client goes on from one page of a list to the next: positions between resources, and
 * the cursors that carry them (RFC 9865).
 */
@NullMarked
package dev.rosterline.gateway.paging;

import org.jspecify.annotations.NullMarked;
