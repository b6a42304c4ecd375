package dev.rosterline.gateway.sessions;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import org.springframework.web.server.session.WebSessionStore;

/** Puts together where sessions are kept and how a browser names its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionsProperties.class)
class SessionsConfiguration {

  @Bean
  WebSessionStore webSessionStore(
      DatabaseClient database, SessionsProperties properties, Clock clock) {
    return new SharedSessions(
        new SessionStore(database), new SessionContent(), properties.idle(), clock);
  }

  @Bean
  WebSessionManager webSessionManager(WebSessionStore store, Environment environment) {
    var manager = new DefaultWebSessionManager();
    manager.setSessionStore(store);
    manager.setSessionIdResolver(
        new SessionCookie(environment.getProperty("rosterline.base-url", "")));
    return manager;
  }
}
