import { Migration } from '@mikro-orm/migrations'

export class Migration20261122152546_close_groups extends Migration {
  override name = 'Migration20261122152546_close_groups'

  override up(): void | Promise<void> {
    this.addSql(`alter table "residential_group" add "closed_on" date null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "residential_group" drop column "closed_on";`)
  }
}
