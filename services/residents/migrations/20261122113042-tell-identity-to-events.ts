import { Migration } from '@mikro-orm/migrations'

export class Migration20261122113042_tell_identity_to_events extends Migration {
  override name = 'Migration20261122113042_tell_identity_to_events'

  override up(): void | Promise<void> {
    this.addSql(`drop policy "read" on "identity_document";`)

    this.addSql(
      `create policy "read" on "identity_document" for select using ((unit_code = any ((select app.units_for('{CARE,EVENTS,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
  }
}
