/**
 * Random sessions against a running system, held against a directory that is a few lists in memory.
 */
@NullMarked
package dev.rosterline.acceptance.model;

import org.jspecify.annotations.NullMarked;
