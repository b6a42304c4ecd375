package dev.rosterline.gateway.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the gateway accepts, and when it asks clients to slow down.
 *
 * @param maxBody largest body; beyond it the answer is 413
 * @param requestsPerSecond writes one token may make in the long run; beyond it the answer is 429
 * @param burst writes one token may make at once
 * @param callsPerSecond requests of any kind, reads among them, that one token may make in the long
 *     run, and at once; beyond it the answer is 429
 * @param maxInFlightPerToken writes of one token under way at once; beyond it the answer is 429
 * @param maxInFlight writes under way at once in this instance; beyond it the answer is 429
 * @param maxLag how long a new command may have to wait for those before it; beyond it the answer
 *     is 503
 * @param maxQueued commands that may wait to be handed to Kafka; beyond it the answer is 503
 * @param compression how commands are compressed on the log
 * @param urgentAfter how long a command that blocks somebody may wait for its turn before it is
 *     published as urgent, too
 * @param undeliveredKept how long a retry may join a command whose answer never arrived
 */
@ConfigurationProperties("rosterline.dispatch")
public record DispatchProperties(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("5000") int requestsPerSecond,
    @DefaultValue("5000") int burst,
    @DefaultValue("20000") int callsPerSecond,
    @DefaultValue("512") int maxInFlightPerToken,
    @DefaultValue("2000") int maxInFlight,
    @DefaultValue("5s") Duration maxLag,
    @DefaultValue("4000") int maxQueued,
    @DefaultValue("none") String compression,
    @DefaultValue("500ms") Duration urgentAfter,
    @DefaultValue("15m") Duration undeliveredKept) {}
