/** Carries out bulk requests: which operation may begin when, and what each is answered. */
@NullMarked
package dev.rosterline.gateway.bulk;

import org.jspecify.annotations.NullMarked;
