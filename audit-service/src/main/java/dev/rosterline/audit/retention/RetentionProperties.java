package dev.rosterline.audit.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long activity is kept.
 *
 * @param keep age of a month's last row at which the month is dropped
 */
@ConfigurationProperties("rosterline.retention")
record RetentionProperties(@DefaultValue("400d") Duration keep) {}
