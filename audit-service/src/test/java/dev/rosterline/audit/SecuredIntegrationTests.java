package dev.rosterline.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.testbed.SecuredServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.client.ReactorResourceFactory;

/** The whole service against servers that take nobody without TLS and a login. */
@Tag("process")
class SecuredIntegrationTests {

  @TempDir Path directory;

  @Test
  void isReadyOverTlsAndWithLogin() {
    try (SecuredServers servers = SecuredServers.start(directory)) {
      var arguments = new ArrayList<>(servers.arguments());
      arguments.add("--ROSTERLINE_AUDIT_KEY=key-of-the-test");
      try (var service = application().run(arguments.toArray(String[]::new))) {
        var health = service.getBean(HealthEndpoint.class);
        await().atMost(Duration.ofSeconds(90)).until(() -> isUp(health.healthForPath("readiness")));
        assertThat(servers.encryptedConnections("rosterline_audit")).isPositive();
      }
    }
  }

  /** With event loops of its own: the others' end with whoever is closed first. */
  private static SpringApplication application() {
    var application = new SpringApplication(AuditApplication.class);
    application.addInitializers(
        context -> {
          var own = new ReactorResourceFactory();
          own.setUseGlobalResources(false);
          context.getBeanFactory().registerSingleton("reactorResourceFactory", own);
          own.start();
        });
    return application;
  }

  private static boolean isUp(HealthDescriptor health) {
    return health.getStatus().equals(Status.UP);
  }
}
