/**
 * Owns child processes: how they are started in their own session, watched, restarted, stopped, and
 * found again after a crash of the launcher.
 */
@NullMarked
package dev.rosterline.local.processes;

import org.jspecify.annotations.NullMarked;
