/**
 * The embedded default: the verbs {@code up}, {@code down} and {@code demo} of {@code
 * ./rosterline}. This package reads the command line and decides the order in which the parts start
 * and stop.
 */
@NullMarked
package dev.rosterline.local;

import org.jspecify.annotations.NullMarked;
