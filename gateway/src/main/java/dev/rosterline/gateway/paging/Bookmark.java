package dev.rosterline.gateway.paging;

/**
 * What a cursor says.
 *
 * @param after where the next page begins
 * @param count of each page of the query
 * @param total of all that matched on the first page; counting anew would cost more with each page
 */
public record Bookmark(Position after, int count, long total) {}
