package dev.rosterline.processor.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands are taken from the log.
 *
 * @param instance name of this processor, seen in the offset rows and in Kafka's group
 * @param group consumer group of all processors
 * @param concurrency consumers in this process
 * @param maxPollRecords commands in one transaction at most
 * @param fetchMaxWait how long the broker may wait for a first command
 * @param pollTimeout how long a consumer may wait after an answer without commands, before it asks
 *     again
 * @param gatherWait how long a busy consumer may wait for more commands to apply together
 * @param outcomesKept how long outcomes are kept for repeated deliveries and late answers; longer
 *     than the log of commands
 * @param firstPause after a fault, doubled with each further one
 * @param longestPause between two attempts
 * @param autoStart false where a test starts the consumers itself
 */
@ConfigurationProperties("rosterline.intake")
record IntakeProperties(
    @DefaultValue("processor") String instance,
    @DefaultValue("rosterline.processor") String group,
    @DefaultValue("1") int concurrency,
    @DefaultValue("500") int maxPollRecords,
    @DefaultValue("100ms") Duration fetchMaxWait,
    @DefaultValue("10ms") Duration pollTimeout,
    @DefaultValue("6ms") Duration gatherWait,
    @DefaultValue("14d") Duration outcomesKept,
    @DefaultValue("200ms") Duration firstPause,
    @DefaultValue("10s") Duration longestPause,
    @DefaultValue("true") boolean autoStart) {}
