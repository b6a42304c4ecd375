package dev.rosterline.processor.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processor publishes.
 *
 * @param compression of what is published
 * @param publishingPace how far apart the requests are that carry outcomes and events while there
 *     is much to do
 */
@ConfigurationProperties("rosterline.kafka")
public record PublishingProperties(
    @DefaultValue("none") String compression, @DefaultValue("50ms") Duration publishingPace) {}
