import { Migration } from '@mikro-orm/migrations'

/**
 * Tells residents of the commitments that were signed before it was told of any: else its list would have their households
 * among those that signed none. Delivered when the department starts.
 */
export class Migration20261122094000_tell_signed_commitments extends Migration {
  override name = 'Migration20261122094000_tell_signed_commitments'

  override up(): void | Promise<void> {
    // Their owner sees rows only while row security is not forced.
    this.addSql(`alter table commitment no force row level security`)
    this.addSql(`
insert into events.outbox (id, type, subject, unit_code, request, payload)
select gen_random_uuid(), 'directives.commitmentsChanged', document_id, unit_code, 'migration tell-signed-commitments',
  jsonb_build_object('signed', jsonb_agg(jsonb_build_object('id', id, 'householdId', household_id)), 'ended', '[]'::jsonb)
from (
  select *, (row_number() over (partition by document_id, unit_code order by id) - 1) / 500 as part
  from commitment where ended_on is null
    and id::text not in (select said ->> 'id' from events.outbox, jsonb_array_elements(payload -> 'signed') as said
      where type = 'directives.commitmentsChanged')) as untold
group by document_id, unit_code, part`)
    this.addSql(`alter table commitment force row level security`)
    this.addSql(`
insert into events.delivery (consumer, subject, seq, event_id)
select 'residents', subject, (select coalesce(max(seq), 0) from events.delivery where consumer = 'residents' and delivery.subject = outbox.subject)
  + row_number() over (partition by subject order by no), id
from events.outbox where request = 'migration tell-signed-commitments'`)
  }
}
