package dev.rosterline.processor.intake;

import dev.rosterline.connections.KafkaConnection;
import dev.rosterline.contract.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
@EnableScheduling
class IntakeConfiguration {

  @Bean(destroyMethod = "close")
  Admin admin(KafkaConnection kafka) {
    return Admin.create(kafka.admin());
  }

  @Bean
  ConcurrentMessageListenerContainer<byte[], byte[]> intakeContainer(
      KafkaConnection kafka,
      IntakeProperties properties,
      IntakeListener listener,
      Assignment assignment) {
    ContainerProperties container =
        new ContainerProperties(Topics.COMMANDS, Topics.COMMANDS_URGENT);
    container.setMessageListener(listener);
    container.setConsumerRebalanceListener(assignment);
    container.setGroupId(properties.group());
    container.setClientId("rosterline-" + properties.instance());
    // For those who watch lag: the truth is in the database, and a commit each batch would cost.
    container.setAckMode(ContainerProperties.AckMode.TIME);
    container.setAckTime(1_000);
    // Up to Kafka 4.3 a poll of the new consumer that was answered with nothing waits for its
    // timeout before it fetches again (KAFKA-20780): seconds, for a command that came meanwhile.
    container.setPollTimeout(properties.pollTimeout().toMillis());
    container.setSyncCommits(false);
    container.setCommitCallback((_, _) -> {});
    container.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
    container.setShutdownTimeout(15_000);
    container.setObservationEnabled(false);
    container.setMicrometerEnabled(false);
    var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(settings(kafka, properties));
    consumers.addPostProcessor(
        consumer ->
            Gathering.around(consumer, properties.maxPollRecords(), properties.gatherWait()));
    var intake = new ConcurrentMessageListenerContainer<>(consumers, container);
    intake.setBeanName("intake");
    intake.setConcurrency(properties.concurrency());
    intake.setCommonErrorHandler(new DefaultErrorHandler((_, _) -> {}, unlimited(properties)));
    intake.setAutoStartup(properties.autoStart());
    return intake;
  }

  private static ExponentialBackOff unlimited(IntakeProperties properties) {
    ExponentialBackOff pauses = new ExponentialBackOff(properties.firstPause().toMillis(), 2);
    pauses.setMaxInterval(properties.longestPause().toMillis());
    return pauses;
  }

  private static Map<String, Object> settings(KafkaConnection kafka, IntakeProperties properties) {
    Map<String, Object> settings = kafka.consumer();
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    settings.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Not "none": the new consumer looks committed offsets up before it asks us where to start, and
    // fails where there are none although we then say so. A reset cannot do harm: the fence stops
    // it, and a partition whose place is not in the log is not consumed.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxPollRecords());
    settings.put(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) properties.fetchMaxWait().toMillis());
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    return settings;
  }
}
