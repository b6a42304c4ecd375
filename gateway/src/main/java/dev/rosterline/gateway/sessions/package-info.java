/**
 * Keeps the sessions of the console where every gateway finds them, so that whoever signed in at
 * one is known at all, and whoever signed out is known at none.
 */
@NullMarked
package dev.rosterline.gateway.sessions;

import org.jspecify.annotations.NullMarked;
