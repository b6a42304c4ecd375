package dev.rosterline.gateway.reply;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway waits for outcomes.
 *
 * @param instance name of this gateway instance, unique among those that run; made up where empty
 * @param timeout how long a request waits for the processor before the database is asked
 * @param databaseWait how long that one look into the database may take; with {@code timeout} the
 *     longest time a client goes without an answer
 * @param maxPending requests that may wait at once; beyond it the answer is 429
 */
@ConfigurationProperties("rosterline.reply")
public record ReplyProperties(
    @DefaultValue("") String instance,
    @DefaultValue("8s") Duration timeout,
    @DefaultValue("700ms") Duration databaseWait,
    @DefaultValue("4000") int maxPending) {}
