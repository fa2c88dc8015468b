import { Migration } from '@mikro-orm/migrations'

export class Migration20261122161433_loosen_household_edits extends Migration {
  override name = 'Migration20261122161433_loosen_household_edits'

  override up(): void | Promise<void> {
    this.addSql(`alter table "household_edit" drop constraint "household_edit_bulk_edit_id_foreign";`)

    this.addSql(`alter table "household_edit" alter column "bulk_edit_id" drop not null;`)
    this.addSql(
      `alter table "household_edit" add constraint "household_edit_bulk_edit_id_foreign" foreign key ("bulk_edit_id") references "bulk_edit" ("id") on delete set null;`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "household_edit" drop constraint "household_edit_bulk_edit_id_foreign";`)

    this.addSql(`alter table "household_edit" alter column "bulk_edit_id" set not null;`)
    this.addSql(
      `alter table "household_edit" add constraint "household_edit_bulk_edit_id_foreign" foreign key ("bulk_edit_id") references "bulk_edit" ("id");`,
    )
  }
}
