-- The only way to write what others read. Bodies stay text: jsonb refuses \u0000 and turns 1e3 into
-- 1000. A record before a change is the server's own, so that the past is what it was. Nothing is
-- written where the newest step is not the expected one: its id tells, since a number may come again
-- where a server is set back. A step that is there already is answered again: whoever lost the first
-- answer asks with the same id, and nothing is there twice.
create or replace function :schema.append(
  expected text, step text, origin text, label text, undoes text, merged text, imported text,
  kinds text[], ids text[], bodies text[]
) returns table (seq bigint, prev text, login text, "time" text)
language plpgsql security definer set search_path = :schema, pg_temp as $$
#variable_conflict use_column
declare
  now_seq bigint;
  now_last text;
  now_time text := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  spelt text;
begin
  perform set_config('lock_timeout', '10000', true);
  select h.seq, h.last into now_seq, now_last from head h for update;
  if now_last is distinct from expected then
    return query select j.seq, j.prev, j.login, j.time from journal j where j.id = step;
    return;
  end if;
  if coalesce(cardinality(ids), 0) = 0
    or cardinality(kinds) <> cardinality(ids) or cardinality(bodies) <> cardinality(ids)
    or step !~ '^t-[a-z0-9]{1,40}$'
    or exists (
      select from unnest(kinds, ids, bodies) as c(kind, id, body)
      where (c.kind ~ '^[a-z]{1,40}$') is not true
        or (c.id ~ '^[^.\x01-\x20\x7f/\\][^\x01-\x20\x7f/\\]{0,199}$') is not true
        or (c.body is not null and json_typeof(c.body::json) <> 'object')
        or (c.kind = 'notes' and c.id ~ '^private-[a-z2-7]{16}$')
      )
    or (select count(distinct (c.kind, c.id)) from unnest(kinds, ids) as c(kind, id))
      <> cardinality(ids)
  then
    raise exception 'these are no records' using errcode = 'check_violation';
  end if;
  select '[' || string_agg(
    '{"table":' || to_json(c.kind) || ',"id":' || to_json(c.id)
    || ',"before":' || coalesce(r.body, 'null') || ',"after":' || coalesce(c.body, 'null') || '}',
    ',' order by c.place) || ']'
  into spelt
  from unnest(kinds, ids, bodies) with ordinality as c(kind, id, body, place)
  left join records r on r.kind = c.kind and r.id = c.id;
  insert into journal values (
    now_seq + 1, step, now_last, origin, session_user, now_time, label, undoes, merged, null,
    imported, spelt);
  delete from records r using unnest(kinds, ids, bodies) as c(kind, id, body)
    where c.body is null and r.kind = c.kind and r.id = c.id;
  insert into records
    select c.kind, c.id, c.body from unnest(kinds, ids, bodies) as c(kind, id, body)
    where c.body is not null
    on conflict (kind, id) do update set body = excluded.body;
  update head set seq = now_seq + 1, last = step;
  perform pg_notify(:'schema', '');
  return query select now_seq + 1, now_last, session_user::text, now_time;
end
$$;
