/** Decides who is calling: bearer tokens, their account, and the client behind them. */
@NullMarked
package dev.rosterline.gateway.access;

import org.jspecify.annotations.NullMarked;
