package dev.rosterline.audit.integrity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Makes seals with the key of this deployment, one for each piece of work. */
@Component
@EnableConfigurationProperties(IntegrityProperties.class)
public class Seals {

  private final IntegrityProperties properties;

  Seals(IntegrityProperties properties) {
    this.properties = properties;
  }

  public Seal seal() {
    return new Seal(properties.key());
  }
}
