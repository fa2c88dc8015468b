import { Migration } from '@mikro-orm/migrations'

export class Migration20261121211149_index_foreign_keys extends Migration {
  override name = 'Migration20261121211149_index_foreign_keys'

  override up(): void | Promise<void> {
    this.addSql(`create index "household_member_person_id_index" on "household_member" ("person_id");`)

    this.addSql(`create index "arrival_household_id_index" on "arrival" ("household_id");`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "arrival_household_id_index";`)

    this.addSql(`drop index "household_member_person_id_index";`)
  }
}
