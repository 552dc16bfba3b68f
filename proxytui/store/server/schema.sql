-- Roles belong to the whole server, so those that are there stay.
do $$
begin
  if not exists (select from pg_roles where rolname = :'reader') then create role :reader; end if;
  if not exists (select from pg_roles where rolname = :'writer') then create role :writer; end if;
  if not exists (select from pg_roles where rolname = :'owner') then create role :owner; end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    grant :owner to current_user;
  end if;
end
$$;
grant :reader to :writer;
grant :writer to :owner;

create schema :schema authorization :owner;
set local role :owner;

create table :schema.head (
  one boolean primary key default true check (one),
  schema integer not null,
  store text not null,
  name text not null,
  as_of text not null,
  seq bigint not null default 0,
  last text not null default ''
);
create table :schema.journal (
  seq bigint primary key,
  id text collate "C" not null unique,
  prev text not null,
  origin text not null,
  login text not null,
  time text not null,
  label text not null,
  undoes text,
  merged text,
  brought text,
  imported text,
  changes text not null
);
create table :schema.records (
  kind text collate "C",
  id text collate "C",
  body text not null,
  primary key (kind, id)
);
create table :schema.documents (
  sha text collate "C" primary key,
  data bytea not null
);

create function :schema.keep(data bytea) returns text
language sql security definer set search_path = :schema, pg_temp as $$
  insert into documents values (encode(sha256(data), 'hex'), data) on conflict do nothing;
  select encode(sha256(data), 'hex');
$$;

-- A writer that nothing is heard of for this long keeps the others from writing no longer.
create function :schema.hold() returns void
language sql security definer set search_path = :schema, pg_temp as $$
  select set_config('idle_in_transaction_session_timeout', '800', true);
  select from head for update;
$$;
