/**
 * Owns the known deviations of identity providers, one class each, named with the source that shows
 * it.
 */
@NullMarked
package dev.rosterline.scim.quirks;

import org.jspecify.annotations.NullMarked;
