package dev.rosterline.processor.publishing;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processor reaches Kafka.
 *
 * @param bootstrapServers host:port of some brokers
 * @param compression of what is published
 * @param publishingPace how far apart the requests are that carry outcomes and events while there
 *     is much to do
 * @param client further settings of every client, security for example
 */
@ConfigurationProperties("rosterline.kafka")
public record KafkaProperties(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue("none") String compression,
    @DefaultValue("50ms") Duration publishingPace,
    @DefaultValue Map<String, String> client) {}
