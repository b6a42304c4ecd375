package dev.rosterline.audit.activity;

import dev.rosterline.audit.AuditSystem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account with more rows than one page may read, three of them in each second: of a hundred one
 * was refused, of a thousand one came from OneLogin. The oldest row but one is about Xanthippe, and
 * the one after it about Zz.
 */
final class LargeAccount {

  static final int ROWS = 30_000;
  private static @Nullable UUID account;

  private LargeAccount() {}

  static synchronized UUID in(AuditSystem system) throws Exception {
    if (account == null) {
      UUID made = UUID.randomUUID();
      system.execute(
          """
          insert into activity.activity (at, command_id, account_id, operation, result, status, resource_type, resource_id,
            subject, detail, token_id, token_name, client, decided_at)
          select date_trunc('second', now()) - n / 3 * interval '1 second',
                 ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '%1$s',
                 case when n %% 7 = 0 then 'group.members' else 'user.update' end,
                 case when n %% 100 = 50 then 'refused' else 'applied' end, 200, 'User',
                 md5((n %% 5)::text)::uuid,
                 case n when 29999 then 'xanthippe@example.com' when 29998 then 'zz' else 'smith' || n %% 1000 end,
                 case when n %% 100 = 50 then 'userName smith is taken' end,
                 case when n %% 2 = 0 then md5('token')::uuid end, 'token',
                 case when n %% 1000 = 0 then 'OneLogin' else 'Okta' end, now()
            from generate_series(1, %2$d) n;
          insert into activity.kind (account_id, operation, result, client, token_id)
          select distinct account_id, operation, result, client, coalesce(token_id, '00000000-0000-0000-0000-000000000000')
            from activity.activity where account_id = '%1$s';
          analyze activity.activity;
          """
              .formatted(made, ROWS));
      account = made;
    }
    return account;
  }
}
