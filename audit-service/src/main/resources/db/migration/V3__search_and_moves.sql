-- A search for a part of a name or of a sentence. Where the extension cannot be had, the search reads the account's rows.
do $$ begin
  create extension if not exists pg_trgm with schema activity;
exception
  when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'pg_trgm is not available here: text searches go without an index';
end $$;

do $$ declare
  -- It may have been there before, in a schema of its own.
  place text := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  if place is not null then
    execute format('create index activity_subject_text on activity.activity using gin (subject %I.gin_trgm_ops)', place);
    -- Only what went wrong has a detail.
    execute format('create index activity_detail_text on activity.activity using gin (detail %I.gin_trgm_ops)
                     where detail is not null', place);
  end if;
end $$;

-- Months around a day. What came before its month existed lies in the default partition and moves over, because a
-- partition cannot be attached while the default one holds its rows, and because retention drops months.
create or replace function activity.ensure_months(today date) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  month date;
  name text;
  first timestamptz;
  next timestamptz;
begin
  -- One instance at a time.
  perform pg_advisory_xact_lock(hashtextextended('activity.months', 0));
  for month in select generate_series(date_trunc('month', today) - interval '1 month',
                                      date_trunc('month', today) + interval '2 months', interval '1 month')::date loop
    name := 'activity_' || to_char(month, 'YYYYMM');
    continue when to_regclass('activity.' || name) is not null;
    first := month::timestamp at time zone 'UTC';
    next := (month + interval '1 month') at time zone 'UTC';
    execute format('create table activity.%I (like activity.activity including defaults including constraints)', name);
    execute format('with moved as (delete from activity.activity_default where at >= %L and at < %L returning *)
                    insert into activity.%I select * from moved', first, next, name);
    execute format('alter table activity.activity attach partition activity.%I for values from (%L) to (%L)',
                   name, first, next);
  end loop;
end $$;

-- Drops the months that end before an instant, and older rows of the default partition; says how many months.
create or replace function activity.drop_months_before(cut timestamptz) returns int language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  name text;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('activity.months', 0));
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'activity.activity'::regclass and c.relname ~ '^activity_[0-9]{6}$'
       and (to_date(substr(c.relname, 10), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= cut
  loop
    execute format('drop table activity.%I', name);
    dropped := dropped + 1;
  end loop;
  delete from activity.activity_default where at < cut;
  return dropped;
end $$;
