package dev.rosterline.gateway.async;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How asynchronous requests are answered.
 *
 * @param resultsKept how long a completion can be read after its request; no longer than the
 *     processor keeps outcomes ({@code rosterline.intake.outcomes-kept})
 * @param lookAgain when a client that asks for a completion too early is told to come again
 */
@ConfigurationProperties("rosterline.async")
public record AsyncProperties(
    @DefaultValue("7d") Duration resultsKept, @DefaultValue("1s") Duration lookAgain) {}
