package dev.rosterline.audit.recording;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How outcomes become activity.
 *
 * @param enabled whether this process records at all; one that verifies does not
 * @param concurrency consumers in this process: while one waits for the database, another reads and
 *     seals; each writes a link to every chain that its batch touches
 * @param maxPollRecords rows of a transaction at most
 */
@ConfigurationProperties("rosterline.recording")
record RecordingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2") int concurrency,
    @DefaultValue("3000") int maxPollRecords) {

  RecordingProperties {
    if (concurrency < 1 || maxPollRecords < 1) {
      throw new IllegalArgumentException(
          "rosterline.recording: concurrency and max-poll-records must be 1 or more");
    }
  }
}
