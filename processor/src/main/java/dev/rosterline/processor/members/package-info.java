/**
 * Decides and stores what commands mean for people: create, return, change, block, delete, remove.
 */
@NullMarked
package dev.rosterline.processor.members;

import org.jspecify.annotations.NullMarked;
