/** Erases what the activity says about people who are to be forgotten. */
@NullMarked
package dev.rosterline.audit.erasure;

import org.jspecify.annotations.NullMarked;
