/**
 * Requests that need not wait: what a client prefers, the transaction it is told instead of an
 * outcome, and the completion it reads later (RFC 9967, 2.5.1).
 */
@NullMarked
package dev.rosterline.gateway.async;

import org.jspecify.annotations.NullMarked;
