/**
 * Measures Rosterline under an identity provider's load, alone or beside a plain synchronous server
 * in one run on the same machine.
 */
@NullMarked
package dev.rosterline.bench;

import org.jspecify.annotations.NullMarked;
