/**
 * Owns the filter language: text to a filter over known attributes, and a filter's verdict on a
 * document.
 */
@NullMarked
package dev.rosterline.scim.filter;

import org.jspecify.annotations.NullMarked;
