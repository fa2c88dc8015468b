import { Migration } from '@mikro-orm/migrations'

export class Migration20261122182716_name_missing_groups extends Migration {
  override name = 'Migration20261122182716_name_missing_groups'

  override up(): void | Promise<void> {
    this.addSql(`alter table "import_row" add "missing_group" text null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "import_row" drop column "missing_group";`)
  }
}
