package dev.rosterline.connections;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.client.SSLMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/** Applies to every service that has this on its class path: nobody can forget it. */
@AutoConfiguration(before = {FlywayAutoConfiguration.class, R2dbcAutoConfiguration.class})
@EnableConfigurationProperties({
  DatabaseTlsProperties.class,
  FlywayProperties.class,
  KafkaProperties.class
})
class ConnectionsConfiguration {

  @Bean
  KafkaConnection kafkaConnection(KafkaProperties kafka, SslBundles bundles) {
    return KafkaConnection.checked(kafka, bundles);
  }

  @Bean
  FlywayConnectionDetails flywayConnectionDetails(
      FlywayProperties flyway, DatabaseTlsProperties tls) {
    FlywayConnectionDetails details = new TlsConnectionDetails(flyway, tls);
    DatabaseCheck.check(details);
    return details;
  }

  /** Migrations write them between quotes, and a password may hold some. */
  @Bean
  FlywayConfigurationCustomizer quotedPlaceholders() {
    return flyway -> {
      Map<String, String> quoted = new HashMap<>(flyway.getPlaceholders());
      quoted.replaceAll((_, value) -> value.replace("'", "''"));
      flyway.placeholders(quoted);
    };
  }

  @Bean
  ConnectionFactoryOptionsBuilderCustomizer databaseTls(DatabaseTlsProperties tls) {
    return builder -> {
      builder.option(PostgresqlConnectionFactoryProvider.SSL_MODE, driverMode(tls));
      Path root = tls.sslRootCert();
      if (root != null) {
        builder.option(PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT, root.toString());
      }
    };
  }

  private static SSLMode driverMode(DatabaseTlsProperties tls) {
    return SSLMode.fromValue(tls.sslMode().word());
  }

  /** Where the migrations connect, with TLS beside it. */
  private record TlsConnectionDetails(FlywayProperties flyway, DatabaseTlsProperties tls)
      implements FlywayConnectionDetails {

    @Override
    public @Nullable String getUsername() {
      return flyway.getUser();
    }

    @Override
    public @Nullable String getPassword() {
      return flyway.getPassword();
    }

    @Override
    public @Nullable String getJdbcUrl() {
      String url = flyway.getUrl();
      return url == null ? null : tls.appendedTo(url);
    }
  }
}
