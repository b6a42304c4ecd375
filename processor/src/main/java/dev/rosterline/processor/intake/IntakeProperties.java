package dev.rosterline.processor.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processor takes commands off the log.
 *
 * @param consumers threads that consume, each with its own partitions
 * @param maxBatch records of one transaction at most
 */
@ConfigurationProperties("rosterline.intake")
record IntakeProperties(@DefaultValue("1") int consumers, @DefaultValue("500") int maxBatch) {}
