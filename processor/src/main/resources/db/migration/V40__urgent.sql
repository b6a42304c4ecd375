-- Blocks ahead of a backlog: who is blocked by a command that still waits its turn.
alter table directory.member add column blocked_ahead uuid;
comment on column directory.member.blocked_ahead is
  'The waiting command that will block them; until it is decided they may not sign in, whatever active says.';
comment on column directory.member.active is
  'As SCIM shows it. Who may sign in: (active or held = ''block'') and blocked_ahead is null.';
comment on column directory.consumer_offset.part is
  'Partition; those of rosterline.commands-urgent.v1 are counted on behind the ones of rosterline.commands.v1, from 24.';
comment on column directory.command_outcome.part is 'As in consumer_offset.';
comment on column directory.command_outcome.hop is
  'How often the command was handed on; -1 for what was done ahead of it.';
