-- What went wrong is rare and asked for most: without an index of its own, a page of it reads the account's whole log.
-- It costs nothing to record what went well.
create index activity_failure on activity.activity (account_id, at desc, command_id desc) where result in ('refused', 'parked');
