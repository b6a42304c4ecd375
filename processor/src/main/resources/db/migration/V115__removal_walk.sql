-- Removals that are due are walked in order and not marked: a mark wrote the whole row anew, with an entry in each of its indexes.
drop index directory.member_removal_due;
create index member_removal_due on directory.member (removal_due_at, member_id) where removal_due_at is not null;
alter table directory.member drop column removal_sent_at;
