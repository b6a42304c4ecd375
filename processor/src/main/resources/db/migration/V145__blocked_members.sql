-- Who is blocked, for the page of people: few among many, found and counted without a look at all of them.
create index member_blocked on directory.member (account_id, user_name_key)
  where removed_at is null and not active and removal_due_at is null and held is null;
