package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Writes a ListResponse around the text of its resources; no tree is built, least of all for an
 * empty answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2">RFC 7644, 3.4.2</a>
 */
@Component
class ListWriter {

  private final ResourceWriter resources;

  ListWriter(ResourceWriter resources) {
    this.resources = resources;
  }

  /** The one text of a page whose resources are complete. */
  String text(ListQuery query, Page page) {
    StringBuilder json = new StringBuilder(256 + page.found().size() * 1024);
    json.append(opening(query, page));
    String separator = "";
    for (Found found : page.found()) {
      json.append(separator).append(resources.text(found, query.projection(found.type())));
      separator = ",";
    }
    return json.append("]}").toString();
  }

  /** The texts that make up the page. */
  Flux<String> texts(AccountId account, ListQuery query, Page page) {
    Flux<String> all =
        Flux.fromIterable(page.found())
            .index()
            .concatMap(
                numbered -> {
                  Found found = numbered.getT2();
                  Flux<String> texts =
                      resources.texts(account, found, query.projection(found.type()));
                  return numbered.getT1() == 0 ? texts : Flux.concat(Flux.just(","), texts);
                },
                1);
    return Flux.concat(Flux.just(opening(query, page)), all, Flux.just("]}"));
  }

  /** startIndex has no meaning among cursors. */
  private static String opening(ListQuery query, Page page) {
    String place =
        switch (query.paging()) {
          case ListQuery.Paging.Index index -> ",\"startIndex\":" + index.start();
          case ListQuery.Paging.Cursor _ ->
              page.nextCursor() == null ? "" : ",\"nextCursor\":\"" + page.nextCursor() + '"';
        };
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"
        + page.total()
        + place
        + ",\"itemsPerPage\":"
        + page.found().size()
        + ",\"Resources\":[";
  }
}
