/** The only writer of the directory: applies commands in order and exactly once. */
@NullMarked
package dev.rosterline.processor;

import org.jspecify.annotations.NullMarked;
