/**
 * Runs a real PostgreSQL from the embedded binaries in its own process and prepares Rosterline's
 * database on it.
 */
@NullMarked
package dev.rosterline.local.database;

import org.jspecify.annotations.NullMarked;
