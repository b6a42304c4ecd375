package dev.rosterline.gateway.admins;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.server.session.WebSessionStore;

/** Puts together who may administer what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdminsProperties.class, OAuth2ClientProperties.class})
public class AdminsConfiguration {

  @Bean
  AccountPermission accountPermission() {
    return new AccountPermission();
  }

  @Bean
  ClaimsReader claimsReader(AdminsProperties properties) {
    return new ClaimsReader(properties);
  }

  @Bean
  AdminSessions adminSessions(WebSessionStore store, AdminsProperties properties, Clock clock) {
    return new AdminSessions(store, properties.signedInFor(), clock);
  }

  @Bean
  Registrations registrations(OAuth2ClientProperties properties, Environment environment) {
    return new Registrations(properties, environment.getProperty("rosterline.base-url", ""));
  }
}
