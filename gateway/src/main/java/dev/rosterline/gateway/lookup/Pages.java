package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.paging.Bookmark;
import dev.rosterline.gateway.paging.Cursors;
import dev.rosterline.gateway.paging.PagingProperties;
import dev.rosterline.gateway.paging.Position;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the page that a query means, by index or by cursor.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4">RFC 7644, 3.4.2.4</a> and
 *     <a href="https://www.rfc-editor.org/rfc/rfc9865#section-2">RFC 9865, 2</a>
 */
@Component
class Pages {

  private final DirectoryStore directory;
  private final WalkStore walks;
  private final Cursors cursors;
  private final PagingProperties properties;

  Pages(DirectoryStore directory, WalkStore walks, Cursors cursors, PagingProperties properties) {
    this.directory = directory;
    this.walks = walks;
    this.cursors = cursors;
    this.properties = properties;
  }

  /**
   * @param token whose walk by index it is
   */
  Mono<Page> page(AccountId account, @Nullable UUID token, ListQuery query) {
    return directory
        .sought(account, query)
        .switchIfEmpty(
            Mono.defer(
                () ->
                    switch (query.paging()) {
                      case ListQuery.Paging.Index index ->
                          byIndex(account, token, query, index.start());
                      case ListQuery.Paging.Cursor cursor ->
                          byCursor(account, query, cursor.cursor());
                    }))
        .doOnNext(page -> checkTotal(query, page));
  }

  /** Who asks for the total alone is told it, to know by how much (RFC 7644, 3.12). */
  private void checkTotal(ListQuery query, Page page) {
    long most = properties.maxMatches();
    if (most > 0 && page.total() > most && query.count() > 0) {
      throw new ScimException(
          ScimType.TOO_MANY,
          page.total() + " resources match, and a list has " + most + " at most; use a filter");
    }
  }

  private Mono<Page> byIndex(AccountId account, @Nullable UUID token, ListQuery query, int start) {
    byte[] walk = WalkStore.walk(token, query);
    Mono<Page> counted =
        Mono.defer(() -> directory.slice(account, query, null, start - 1L))
            .flatMap(slice -> indexed(account, walk, query, start, slice, slice.total()));
    if (start == 1 || query.count() == 0) {
      return counted;
    }
    return walks
        .find(account, walk, start)
        .flatMap(
            end ->
                directory
                    .slice(account, query, end, 0)
                    .flatMap(
                        slice -> indexed(account, walk, query, start, slice, behind(start, slice))))
        .switchIfEmpty(counted);
  }

  /**
   * What was walked through keeps its places although some of it is gone: who stops at the total
   * would otherwise stop too early.
   */
  private static long behind(int start, Slice slice) {
    return start - 1L + slice.total();
  }

  private Mono<Page> indexed(
      AccountId account, byte[] walk, ListQuery query, int start, Slice slice, long total) {
    Page page = new Page(slice.found(), total, null);
    Position end = slice.end();
    return end == null
        ? Mono.just(page)
        : walks.remember(account, walk, start + query.count(), end).thenReturn(page);
  }

  private Mono<Page> byCursor(AccountId account, ListQuery query, String cursor) {
    byte[] boundTo = query.boundTo(account);
    if (cursor.isEmpty()) {
      return directory
          .slice(account, query, null, 0)
          .flatMap(slice -> withCursor(query, boundTo, slice, slice.total()));
    }
    return cursors
        .open(cursor, boundTo, query.count())
        .flatMap(
            bookmark ->
                directory
                    .sliceUncounted(account, query, bookmark.after())
                    .flatMap(slice -> withCursor(query, boundTo, slice, bookmark.total())));
  }

  private Mono<Page> withCursor(ListQuery query, byte[] boundTo, Slice slice, long total) {
    Position end = slice.end();
    return end == null
        ? Mono.just(new Page(slice.found(), total, null))
        : cursors
            .seal(new Bookmark(end, query.count(), total), boundTo)
            .map(next -> new Page(slice.found(), total, next));
  }
}
