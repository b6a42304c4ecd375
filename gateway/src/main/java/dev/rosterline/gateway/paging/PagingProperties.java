package dev.rosterline.gateway.paging;

import dev.rosterline.scim.discovery.Limits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists are told in pages.
 *
 * @param cursorTimeout how long a cursor may be used after it was handed out
 * @param maxMatches the most resources that a list may tell page by page; what matches more is
 *     answered 400 with tooMany. 0 sets no limit
 */
@ConfigurationProperties("rosterline.paging")
public record PagingProperties(
    @DefaultValue("1h") Duration cursorTimeout, @DefaultValue("0") long maxMatches) {

  /** What this server says of its pages, and keeps to. */
  public Limits limits() {
    Limits standard = Limits.standard();
    return new Limits(
        standard.sort(), standard.defaultPageSize(), standard.maxResults(), cursorTimeout);
  }
}
