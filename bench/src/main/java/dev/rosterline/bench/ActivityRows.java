package dev.rosterline.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Activity of a year, as an account of a million people would have it, written to the database
 * directly: a tenth of it in the one hour of the initial sync, the rest spread over the year.
 *
 * <p>What is rare is rare on purpose: one row in twenty thousand comes from OneLogin, one in fifty
 * thousand changes a policy, and {@value #RARE_NAME} was here a handful of times.
 */
record ActivityRows(PostgresAccess postgres, String database) {

  static final String RARE_NAME = "xanthippe.quisling";
  private static final int AT_ONCE = 250_000;

  /** Without them rows go in ten times as fast; made again, each is as the migrations made it. */
  private static final String PUT_INDEXES_ASIDE =
      """
      create table if not exists bench_index (name text, definition text);
      insert into bench_index
      select c.relname, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
        from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = 'activity.activity'::regclass and not i.indisprimary;
      do $$ declare index record; begin
        for index in select name from bench_index loop execute 'drop index activity.' || index.name; end loop;
      end $$
      """;

  private static final String MAKE_INDEXES_AGAIN =
      """
      set maintenance_work_mem = '512MB';
      do $$ declare index record; begin
        for index in select definition from bench_index loop execute index.definition; end loop;
      end $$;
      drop table bench_index
      """;

  /** Account, first and last number, how many rows there are altogether. */
  private static final String FILL =
      """
      insert into activity.activity (at, command_id, account_id, operation, result, status, scim_type, detail,
        resource_type, resource_id, member_id, subject, changed, token_id, token_name, client, decided_at, evidence,
        personal, mac)
      select at,
             (lpad(to_hex((extract(epoch from at) * 1000)::int8), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
             '%1$s', operation, result, case result when 'refused' then 409 else 200 end,
             case result when 'refused' then 'uniqueness' end,
             case when result in ('refused', 'parked') then 'userName ' || coalesce(subject, 'of nobody') || ' is taken by somebody else' end,
             case when operation like 'group.%%' then 'Group' else 'User' end,
             case when subject is not null then md5('%1$s' || subject)::uuid end,
             case when subject is not null and operation not like 'group.%%' then md5('%1$s' || subject)::uuid end,
             subject, case operation when 'user.update' then array['name.familyName', 'title'] else '{}' end,
             md5('token' || (extract(month from at)::int / 2))::uuid, 'Production',
             case when chance < 0.00005 then 'OneLogin' when chance < 0.1 then 'Entra ID' else 'Okta' end,
             at + interval '20 milliseconds',
             case when operation = 'user.update' then '{"before":{"name":{"familyName":"Miller"},"title":"Engineer"},"after":{"name":{"familyName":"Smith"},"title":"Senior Engineer"}}' end,
             sha256(hash::bytea), sha256(hash::bytea)
        from (select *,
               case when operation in ('policy.change', 'request.rejected') then null
                    when operation like 'group.%%' then
                      case when luck < 0.2 then 'Everyone' else 'Team ' || (person %% 5000) end
                    when n %% 2000003 = 77 then 'xanthippe.quisling@example.com'
                    else (array['maria','james','anna','wei','fatima','john','olga','pedro','aisha','liam','nora','ravi'])[1 + person %% 12]
                      || '.' || (array['smith','gonzalez','mueller','chen','okafor','ivanova','rossi','tanaka','johnson','silva','kowalski','haddad','nguyen'])[1 + person %% 13]
                      || person || '@example.com' end as subject
          from (select *,
                 case when kind < 0.0005 and n %% 25 = 0 then 'policy.change' when kind < 0.005 then 'request.rejected'
                      when n <= %4$d / 10 or kind < 0.1 then 'user.create' when kind < 0.25 then 'group.members'
                      when kind < 0.28 then 'user.deactivate' when kind < 0.3 then 'user.reactivate'
                      when kind < 0.33 then 'user.remove' when kind < 0.3301 then 'user.restore' else 'user.update' end as operation,
                 case when kind >= 0.0005 and kind < 0.005 then 'refused' when ending < 0.000001 then 'parked'
                      when ending < 0.015 then 'refused' when ending < 0.065 then 'unchanged' else 'applied' end as result
            from (select n, md5(n || '%1$s') as hash, random() as kind, random() as ending, random() as chance, random() as luck,
                         (random() * (%4$d / 10))::int as person,
                         date_trunc('milliseconds', now() - interval '350 days' + case when n <= %4$d / 10
                           then interval '100 days' + interval '1 hour' * (n / (%4$d / 10.0))
                           else interval '350 days' * ((n - %4$d / 10.0) / (%4$d * 0.9 + 1)) end) as at
                    from generate_series(%2$d::int8, %3$d::int8) n offset 0) chances) kinds) rows
      on conflict do nothing
      """;

  private static final String KINDS =
      """
      insert into activity.kind (account_id, operation, result, client, token_id)
      select distinct account_id, operation, result, client, coalesce(token_id, '00000000-0000-0000-0000-000000000000')
        from activity.activity on conflict do nothing
      """;

  long count(String account) {
    return postgres.number(
        database, "select count(*) from activity.activity where account_id = '" + account + "'");
  }

  /** Each account gets its number of rows, in the order of time but for the initial sync. */
  void fill(List<Share> shares) {
    months();
    postgres.execute(database, PUT_INDEXES_ASIDE);
    for (Share share : shares) {
      for (long i = 1; i <= share.rows(); i += AT_ONCE) {
        long last = Math.min(share.rows(), i + AT_ONCE - 1);
        postgres.execute(database, FILL.formatted(share.account(), i, last, share.rows()));
      }
    }
    postgres.execute(database, KINDS);
    postgres.execute(database, MAKE_INDEXES_AGAIN);
    postgres.execute(database, "vacuum analyze activity.activity");
  }

  record Share(String account, long rows) {}

  private void months() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (int back = 12; back >= 0; back--) {
      postgres.execute(
          database, "select activity.ensure_months('%s')".formatted(today.minusMonths(back)));
    }
  }
}
