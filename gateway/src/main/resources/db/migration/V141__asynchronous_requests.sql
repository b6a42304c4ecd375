-- Asynchronous requests (RFC 9967). Nothing is kept for a single one: its transaction says whose it is, under the first key;
-- its completion is signed with the second, which is the seed of an Ed25519 key.
insert into account.secret (name, value) values
  ('transaction', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))),
  ('completion', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
