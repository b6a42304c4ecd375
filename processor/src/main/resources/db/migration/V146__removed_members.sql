-- Who was removed, for the page of people: written once, when somebody is removed, and by nothing else.
create index member_removed on directory.member (account_id, user_name_key) where removed_at is not null;
