package dev.rosterline.processor.database;

import dev.rosterline.connections.DatabaseTlsProperties;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  @Bean(destroyMethod = "dispose")
  ConnectionPool connectionPool(DatabaseProperties properties, DatabaseTlsProperties tls) {
    var connections =
        tls(tls)
            .host(properties.host())
            .port(properties.port())
            .database(properties.name())
            .username(properties.user())
            .password(properties.password())
            .applicationName("rosterline-processor")
            .connectTimeout(Duration.ofSeconds(3))
            .tcpKeepAlive(true)
            .preparedStatementCacheQueries(128)
            .options(options(properties))
            .build();
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(connections))
            .initialSize(0)
            .maxSize(properties.poolSize())
            .maxLifeTime(Duration.ofMinutes(30))
            .maxCreateConnectionTime(Duration.ofSeconds(5))
            .maxAcquireTime(Duration.ofSeconds(10))
            .build());
  }

  private static PostgresqlConnectionConfiguration.Builder tls(DatabaseTlsProperties tls) {
    var builder =
        PostgresqlConnectionConfiguration.builder()
            .sslMode(SSLMode.fromValue(tls.sslMode().word()));
    Path root = tls.sslRootCert();
    return root == null ? builder : builder.sslRootCert(root.toString());
  }

  /**
   * Time is bounded on the server. Every statement is a look-up by key, so the planner is kept from
   * scans: a plan cached while a table was empty would otherwise scan it when it is not.
   */
  private static Map<String, String> options(DatabaseProperties properties) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("statement_timeout", properties.statementTimeout().toMillis() + "ms");
    options.put("lock_timeout", "10s");
    // Between two statements a batch is in memory for milliseconds. A processor that stands still
    // there holds rows that whoever has its partitions by then waits for.
    options.put("idle_in_transaction_session_timeout", "15s");
    options.put("enable_seqscan", "off");
    options.put("enable_hashjoin", "off");
    options.put("enable_mergejoin", "off");
    // Else PostgreSQL plans a look-up by names anew for most batches, which costs as much as
    // running it.
    options.put("plan_cache_mode", "force_generic_plan");
    options.put("jit", "off");
    return options;
  }

  @Bean
  Database database(ConnectionPool pool, DatabaseProperties properties) {
    return new Database(pool, properties.transactionLimit());
  }
}
