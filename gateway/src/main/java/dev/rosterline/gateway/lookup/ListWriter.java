package dev.rosterline.gateway.lookup;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/**
 * Writes a ListResponse around the text of its resources; no tree is built, least of all for an
 * empty answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2">RFC 7644, 3.4.2</a>
 */
@Component
class ListWriter {

  private final RepresentationWriter representations;

  ListWriter(RepresentationWriter representations) {
    this.representations = representations;
  }

  byte[] write(ListQuery query, DirectoryStore.Page page) {
    StringBuilder json =
        new StringBuilder(256 + page.resources().size() * 1024)
            .append(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":")
            .append(page.total())
            .append(",\"startIndex\":")
            .append(query.startIndex())
            .append(",\"itemsPerPage\":")
            .append(page.resources().size())
            .append(",\"Resources\":[");
    String separator = "";
    for (StoredResource resource : page.resources()) {
      json.append(separator)
          .append(representations.text(query.type(), resource, query.projection()));
      separator = ",";
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
