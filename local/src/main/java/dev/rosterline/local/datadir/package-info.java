/** Owns the data directory: who holds it, the generated secrets, and {@code connection.json}. */
@NullMarked
package dev.rosterline.local.datadir;

import org.jspecify.annotations.NullMarked;
