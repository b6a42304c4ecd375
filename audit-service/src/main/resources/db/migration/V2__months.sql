-- One partition a month, made ahead of time; old months are dropped whole.
create function activity.ensure_months(today date) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  month date;
begin
  for month in select generate_series(date_trunc('month', today), date_trunc('month', today) + interval '2 months',
                                      interval '1 month')::date loop
    if to_regclass(format('activity.activity_%s', to_char(month, 'YYYYMM'))) is null then
      execute format('create table activity.activity_%s partition of activity.activity for values from (%L) to (%L)',
        to_char(month, 'YYYYMM'), month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end if;
  end loop;
exception
  -- Another instance made it between our look and our step.
  when duplicate_table or invalid_object_definition then null;
end $$;

-- Drops the months that end before an instant; says how many.
create function activity.drop_months_before(cut timestamptz) returns int language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  name text;
  dropped int := 0;
begin
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'activity.activity'::regclass and c.relname ~ '^activity_[0-9]{6}$'
       and (to_date(substr(c.relname, 10), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= cut
  loop
    execute format('drop table activity.%I', name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

select activity.ensure_months(current_date);

revoke execute on function activity.ensure_months(date), activity.drop_months_before(timestamptz) from public;
grant execute on function activity.ensure_months(date), activity.drop_months_before(timestamptz) to rosterline_audit;
