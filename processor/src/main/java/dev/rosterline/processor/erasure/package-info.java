/**
 * Erases what outcomes still say about people who are to be forgotten, once it is on its topics.
 */
@NullMarked
package dev.rosterline.processor.erasure;

import org.jspecify.annotations.NullMarked;
