-- Under row-level security only leakproof operators reach an index, and array containment is none: the GIN index served
-- the owner in psql and never the gateway. Equality is leakproof, so the second address has an index like the first;
-- the few people with more are found by their account and then looked at.
drop index directory.member_more_emails;
create index member_second_email on directory.member (account_id, (email_keys[2]))
  where scim_id is not null and cardinality(email_keys) > 1;
create index member_many_emails on directory.member (account_id)
  where scim_id is not null and cardinality(email_keys) > 2;
