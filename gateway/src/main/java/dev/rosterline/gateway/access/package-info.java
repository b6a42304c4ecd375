/** Decides who is calling: tokens, their account, and what an instance may remember of them. */
@NullMarked
package dev.rosterline.gateway.access;

import org.jspecify.annotations.NullMarked;
