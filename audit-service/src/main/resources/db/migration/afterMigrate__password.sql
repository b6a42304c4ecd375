-- The role's password comes from the environment; set at each start, so that changing it there is enough. Instances that
-- start at once take turns: PostgreSQL refuses to change one role twice at a time ("tuple concurrently updated").
select pg_advisory_xact_lock(hashtext('rosterline_audit password'));
alter role rosterline_audit with login password '${rolePassword}';
