-- Lists are sorted by code point, whatever language the database speaks; so are their indexes then, and a page begins
-- at the key and id where the one before ended, for the cost of a look-up.
alter table directory.member
  alter column user_name_key type text collate "C",
  alter column display_key type text collate "C",
  alter column external_id type text collate "C";
alter table directory.scim_group
  alter column display_key type text collate "C",
  alter column external_id type text collate "C";

drop index directory.member_display;
create index member_display on directory.member (account_id, display_key, scim_id) where scim_id is not null;
drop index directory.member_external_id;
create index member_external_id on directory.member (account_id, external_id, scim_id) where scim_id is not null;
-- What changed since: a client that keeps a copy asks by the time of its last look.
create index member_modified on directory.member (account_id, modified_at, scim_id) where scim_id is not null;
