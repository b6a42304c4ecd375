package dev.rosterline.connections;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Where Kafka is and how to log in there, for every client that a service makes. All of it comes
 * from {@code spring.kafka}, SSL bundles included.
 */
public final class KafkaConnection {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaConnection.class);

  private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

  private final KafkaProperties kafka;
  private final SslBundles bundles;

  private KafkaConnection(KafkaProperties kafka, SslBundles bundles) {
    this.kafka = kafka;
    this.bundles = bundles;
  }

  /**
   * Looks whether the brokers let the service in, where there is something to refuse. One that does
   * not answer is waited for by the clients themselves.
   *
   * @throws RefusedException where a broker answers and refuses
   */
  static KafkaConnection checked(KafkaProperties kafka, SslBundles bundles) {
    KafkaConnection connection = new KafkaConnection(kafka, bundles);
    if (!"PLAINTEXT".equals(protocol(connection.admin()))) {
      connection.check();
    }
    return connection;
  }

  /** Settings of a consumer, to be completed by whoever makes it. */
  public Map<String, Object> consumer() {
    return secured(kafka.buildConsumerProperties(), kafka.getConsumer().getSsl().getBundle());
  }

  /** Settings of a producer, to be completed by whoever makes it. */
  public Map<String, Object> producer() {
    return secured(kafka.buildProducerProperties(), kafka.getProducer().getSsl().getBundle());
  }

  /** Settings of a client that asks about topics and offsets. */
  public Map<String, Object> admin() {
    return secured(kafka.buildAdminProperties(), kafka.getAdmin().getSsl().getBundle());
  }

  private Map<String, Object> secured(Map<String, Object> settings, @Nullable String own) {
    Map<String, Object> secured = new HashMap<>(settings);
    String bundle = own == null ? kafka.getSsl().getBundle() : own;
    if (bundle != null) {
      secured.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
      secured.put(SslBundle.class.getName(), bundles.getBundle(bundle));
    }
    return secured;
  }

  private static String protocol(Map<String, Object> settings) {
    return settings
        .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
        .toString();
  }

  private void check() {
    Map<String, Object> brief = admin();
    brief.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CHECK_LIMIT.toMillis());
    brief.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CHECK_LIMIT.toMillis());
    try (Admin admin = Admin.create(brief)) {
      admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      refuse(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      throw refusal("cannot be reached as it is set", e);
    }
  }

  private void refuse(Throwable cause) {
    if (cause instanceof SslAuthenticationException) {
      throw refusal("is not whom this service trusts, or does not trust it", cause);
    }
    if (cause instanceof AuthenticationException) {
      throw refusal("does not let this service in", cause);
    }
    LOG.warn("Kafka does not answer yet ({}); its clients go on trying", cause.toString());
  }

  private RefusedException refusal(String what, Throwable cause) {
    Map<String, Object> settings = admin();
    Object mechanism = settings.get(SaslConfigs.SASL_MECHANISM);
    String protocol = protocol(settings) + (mechanism == null ? "" : ", " + mechanism);
    return new RefusedException(
        "Kafka at %s (%s) %s: %s"
            .formatted(
                String.join(",", kafka.getBootstrapServers()),
                protocol,
                what,
                DatabaseCheck.withInnermost(cause.getMessage(), cause)),
        "Correct SPRING_KAFKA_SECURITY_PROTOCOL, SPRING_KAFKA_PROPERTIES_SASL_MECHANISM and"
            + " SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG, or SPRING_KAFKA_SSL_TRUSTSTORELOCATION.",
        cause);
  }
}
