/**
 * Knows how each of the three services is started: jar, heap, environment, health check; and asks
 * the gateway for a demo account.
 */
@NullMarked
package dev.rosterline.local.services;

import org.jspecify.annotations.NullMarked;
