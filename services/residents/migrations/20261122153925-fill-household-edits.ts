import { Migration } from '@mikro-orm/migrations'

/**
 * What earlier bulk edits changed of each household, for its history: by the names that groups have now, and without the
 * post of who did it, which was not written down then.
 */
export class Migration20261122153925_fill_household_edits extends Migration {
  override name = 'Migration20261122153925_fill_household_edits'

  override up(): void | Promise<void> {
    const tables = [
      'bulk_edit',
      'household',
      'residential_group',
      'self_management_group',
      'self_management_member',
      'household_edit',
    ]
    // Their owner sees rows only while row security is not forced.
    for (const table of tables) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(`
insert into household_edit (id, unit_code, bulk_edit_id, household_id, field, old_value, new_value,
  recorded_at, account_id, by_name, undone_at, undone_by_name)
select gen_random_uuid(), bulk_edit.unit_code, bulk_edit.id, household.id, field, old_value, new_value,
  recorded_at, account_id, by_name, undone_at, undone_by_name
from bulk_edit, lateral (
  select one.id as home, 'ADDRESS' as field, one."from" as old_value, one."to" as new_value
  from jsonb_to_recordset(coalesce(effects -> 'addresses', '[]')) as one (id uuid, "from" text, "to" text)
  union all
  select one.id, 'RESIDENTIAL_GROUP', former.name, next.name
  from jsonb_to_recordset(coalesce(effects -> 'households', '[]')) as one (id uuid, "from" uuid, "to" uuid)
    join residential_group former on former.id = one."from" join residential_group next on next.id = one."to"
  union all
  select coalesce(joined.household_id, departed.household_id), 'SELF_MANAGEMENT_GROUP', former.name, next.name
  from jsonb_to_recordset(coalesce(effects -> 'memberships', '[]')) as one (opened uuid, ended uuid)
    left join self_management_member joined on joined.id = one.opened
    left join self_management_group next on next.id = joined.group_id
    left join self_management_member departed on departed.id = one.ended
    left join self_management_group former on former.id = departed.group_id
) as edited join household on household.id = home
where not exists (select from household_edit kept where kept.bulk_edit_id = bulk_edit.id)`)
    for (const table of tables) this.addSql(`alter table "${table}" force row level security`)
  }
}
