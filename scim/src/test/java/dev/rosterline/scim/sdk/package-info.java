/**
 * What the SCIM-SDK of Captain Goldfish makes of filters and of PATCH, beside what we make of them;
 * where the two differ, the RFC's paragraph says why.
 */
@NullMarked
package dev.rosterline.scim.sdk;

import org.jspecify.annotations.NullMarked;
