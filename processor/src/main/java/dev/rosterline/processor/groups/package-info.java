/** Decides and stores groups and who belongs to them, without loading their member lists. */
@NullMarked
package dev.rosterline.processor.groups;

import org.jspecify.annotations.NullMarked;
