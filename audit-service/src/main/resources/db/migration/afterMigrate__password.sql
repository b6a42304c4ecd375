-- The role's password comes from the environment; set at each start, so that changing it there is enough.
alter role rosterline_audit with login password '${rolePassword}';
