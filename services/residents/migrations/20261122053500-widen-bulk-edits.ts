import { Migration } from '@mikro-orm/migrations'

export class Migration20261122053500_widen_bulk_edits extends Migration {
  override name = 'Migration20261122053500_widen_bulk_edits'

  override up(): void | Promise<void> {
    this.addSql(`alter table "bulk_edit" drop constraint "bulk_edit_kind_check";`)
    this.addSql(
      `alter table "bulk_edit" add constraint "bulk_edit_kind_check" check ("kind" in ('HOUSEHOLD_GROUP', 'ADDRESS', 'SELF_MANAGEMENT_GROUP', 'RELATION', 'RESIDENCE_KIND', 'ABSENCE', 'RETURN'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "bulk_edit" drop constraint "bulk_edit_kind_check";`)
    this.addSql(
      `alter table "bulk_edit" add constraint "bulk_edit_kind_check" check ("kind" in ('HOUSEHOLD_GROUP', 'RESIDENCE_KIND', 'ABSENCE', 'RETURN'));`,
    )
  }
}
