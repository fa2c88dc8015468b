import { Migration } from '@mikro-orm/migrations'

export class Migration20261122013431_index_statistics extends Migration {
  override name = 'Migration20261122013431_index_statistics'

  override up(): void | Promise<void> {
    this.addSql(`drop policy "read" on "person";`)

    this.addSql(`drop policy "read" on "life_event";`)

    this.addSql(`drop policy "read" on "life_event_person";`)

    this.addSql(`drop policy "read" on "arrival";`)

    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create index residence_home on residence (unit_code, person_id, from_on desc, id) include (household_id, kind, to_on) where kind <> 'ABSENT';`,
    )

    this.addSql(`create index "life_event_unit_code_occurred_on_index" on "life_event" ("unit_code", "occurred_on");`)
    this.addSql(
      `create policy "read" on "life_event" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop policy "read" on "arrival";`)

    this.addSql(`drop policy "read" on "life_event";`)

    this.addSql(`drop policy "read" on "life_event_person";`)

    this.addSql(`drop policy "read" on "person";`)

    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(`drop index "life_event_unit_code_occurred_on_index";`)
    this.addSql(
      `create policy "read" on "life_event" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(`drop index "residence_home";`)
  }
}
