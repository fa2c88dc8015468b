import { Migration } from '@mikro-orm/migrations'

export class Migration20261122113315_index_group_bodies extends Migration {
  override name = 'Migration20261122113315_index_group_bodies'

  override up(): void | Promise<void> {
    this.addSql(`create index "organisation_residential_group_id_index" on "organisation" ("residential_group_id");`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "organisation_residential_group_id_index";`)
  }
}
