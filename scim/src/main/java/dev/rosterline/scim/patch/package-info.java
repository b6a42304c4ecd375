/** Owns PATCH: what a request asks for, whether that is allowed, and the document that results. */
@NullMarked
package dev.rosterline.scim.patch;

import org.jspecify.annotations.NullMarked;
