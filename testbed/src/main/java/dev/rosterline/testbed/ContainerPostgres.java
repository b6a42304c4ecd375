package dev.rosterline.testbed;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL as `docker-compose.yml` runs it. */
final class ContainerPostgres implements TestPostgres {

  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer("postgres:17")
          .withUsername(POSTGRES)
          .withPassword(POSTGRES)
          .withDatabaseName(POSTGRES);

  ContainerPostgres() {
    postgres.start();
  }

  @Override
  public String host() {
    return postgres.getHost();
  }

  @Override
  public int port() {
    return postgres.getFirstMappedPort();
  }

  @Override
  public void close() {
    postgres.stop();
  }
}
