package dev.rosterline.testbed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's own binaries, as a process of this machine. */
final class EmbeddedPostgresServer implements TestPostgres {

  private final EmbeddedPostgres postgres;

  EmbeddedPostgresServer() {
    this(EmbeddedPostgres.builder());
  }

  /** Passwords are asked for over TLS, and nobody but the superuser comes without. */
  EmbeddedPostgresServer(Certificate certificate) {
    this(
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.certificate().toString())
            .setServerConfig("ssl_key_file", certificate.key().toString())
            .setServerConfig("hba_file", rules(certificate).toString()));
  }

  private static Path rules(Certificate certificate) {
    try {
      return Files.writeString(
          certificate.certificate().resolveSibling("pg_hba.conf"),
          """
          host    all postgres samehost trust
          hostssl all all      samehost scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgresServer(EmbeddedPostgres.Builder builder) {
    try {
      postgres = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return postgres.getPort();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
