/**
 * What RFC 7643, 7644 and 9865 ask of a SCIM server, each requirement with the test that shows it;
 * writes docs/conformance.md.
 */
@NullMarked
package dev.rosterline.acceptance.conformance;

import org.jspecify.annotations.NullMarked;
