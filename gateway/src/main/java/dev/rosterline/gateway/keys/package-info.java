/** Keys that all gateways share, so that each takes what any other has sealed or signed. */
@NullMarked
package dev.rosterline.gateway.keys;

import org.jspecify.annotations.NullMarked;
