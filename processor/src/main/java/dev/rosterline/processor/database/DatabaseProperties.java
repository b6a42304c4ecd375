package dev.rosterline.processor.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processor reaches the directory.
 *
 * @param host of PostgreSQL
 * @param port of PostgreSQL
 * @param name of the database
 * @param user role of the processor, made by the migration
 * @param password of that role
 * @param poolSize connections at most: one a consumer, one for each sweeper, one for upkeep
 * @param statementTimeout after which the server gives up a statement
 * @param transactionLimit after which a whole batch counts as failed
 */
@ConfigurationProperties("rosterline.database")
record DatabaseProperties(
    @DefaultValue("localhost") String host,
    @DefaultValue("5432") int port,
    @DefaultValue("rosterline") String name,
    @DefaultValue("rosterline_processor") String user,
    String password,
    @DefaultValue("5") int poolSize,
    @DefaultValue("30s") Duration statementTimeout,
    @DefaultValue("120s") Duration transactionLimit) {}
