-- Rows of one account, or of all but some, from before an instant. Whole months are dropped where nobody keeps them longer;
-- this is for accounts that keep theirs for another time than the rest.
create function activity.drop_rows_before(cut timestamptz, only_account uuid, but_accounts uuid[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text;
  dropped bigint;
  total bigint := 0;
begin
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'activity.activity'::regclass
       and (c.relname !~ '^activity_[0-9]{6}$' or to_date(substr(c.relname, 10), 'YYYYMM') at time zone 'UTC' < cut)
  loop
    execute format('delete from activity.%I where at < $1
                    and case when $2 is null then account_id <> all($3) else account_id = $2 end', name)
      using cut, only_account, but_accounts;
    get diagnostics dropped = row_count;
    total := total + dropped;
  end loop;
  return total;
end $$;
revoke execute on function activity.drop_rows_before(timestamptz, uuid, uuid[]) from public;
grant execute on function activity.drop_rows_before(timestamptz, uuid, uuid[]) to rosterline_audit;
