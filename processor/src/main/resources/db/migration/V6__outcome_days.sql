-- A day that cannot have a partition of its own (another instance is making it, or the default partition holds some of it
-- already) must not keep the days after it from theirs.
create or replace function directory.ensure_outcome_partitions(today date) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  day date;
begin
  for day in select generate_series(today - 1, today + 7, interval '1 day')::date loop
    begin
      if to_regclass(format('directory.command_outcome_%s', to_char(day, 'YYYYMMDD'))) is null then
        execute format(
          'create table directory.command_outcome_%s partition of directory.command_outcome for values from (%L) to (%L)',
          to_char(day, 'YYYYMMDD'), directory.first_id(day), directory.first_id(day + 1));
      end if;
    exception
      when duplicate_table or invalid_object_definition or check_violation then null;
    end;
  end loop;
end $$;

-- Drops whole days from before a date; keeps a day of which something is not yet published. Returns how many went.
create function directory.drop_outcome_partitions(before date) returns int language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  old text;
  unpublished boolean;
  dropped int := 0;
begin
  for old in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'directory.command_outcome'::regclass and c.relname ~ '^command_outcome_[0-9]{8}$'
       and to_date(right(c.relname, 8), 'YYYYMMDD') < before
     order by c.relname
  loop
    execute format(
      'select exists (select from directory.%I r join directory.consumer_offset o on o.part = r.part
         where o.topic = ''rosterline.commands.v1'' and r."offset" >= o.published_offset)', old) into unpublished;
    if not unpublished then
      execute format('drop table directory.%I', old);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end $$;

revoke execute on function directory.drop_outcome_partitions(date) from public;
grant execute on function directory.drop_outcome_partitions(date) to rosterline_processor;
