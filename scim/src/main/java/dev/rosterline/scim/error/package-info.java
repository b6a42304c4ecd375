/**
 * Owns the SCIM error message: which status, {@code scimType} and sentence a refused request is
 * answered with.
 */
@NullMarked
package dev.rosterline.scim.error;

import org.jspecify.annotations.NullMarked;
