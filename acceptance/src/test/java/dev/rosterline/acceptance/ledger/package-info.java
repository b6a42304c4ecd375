/**
 * Compares what clients were told with what the system holds, while processors are killed: nothing
 * lost, nothing twice, nothing out of order.
 */
@NullMarked
package dev.rosterline.acceptance.ledger;

import org.jspecify.annotations.NullMarked;
