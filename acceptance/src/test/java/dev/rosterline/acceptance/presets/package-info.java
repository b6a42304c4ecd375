/** Each preset against the launched system, row by row of the product that it behaves like. */
@NullMarked
package dev.rosterline.acceptance.presets;

import org.jspecify.annotations.NullMarked;
