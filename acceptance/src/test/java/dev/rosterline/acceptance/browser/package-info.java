/** The console, driven in a browser as an admin would. */
@NullMarked
package dev.rosterline.acceptance.browser;

import org.jspecify.annotations.NullMarked;
