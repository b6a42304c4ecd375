/**
 * Turns request bodies into checked documents and documents into the representation a client asked
 * for.
 */
@NullMarked
package dev.rosterline.scim.json;

import org.jspecify.annotations.NullMarked;
