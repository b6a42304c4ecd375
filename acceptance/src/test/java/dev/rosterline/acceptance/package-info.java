/**
 * Tests of the composed system from outside: what clients, subscribers and admins were promised.
 */
@NullMarked
package dev.rosterline.acceptance;

import org.jspecify.annotations.NullMarked;
