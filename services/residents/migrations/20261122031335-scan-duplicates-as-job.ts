import { Migration } from '@mikro-orm/migrations'

export class Migration20261122031335_scan_duplicates_as_job extends Migration {
  override name = 'Migration20261122031335_scan_duplicates_as_job'

  override up(): void | Promise<void> {
    this.addSql(`alter table "duplicate_scan" add "job" uuid null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "duplicate_scan" drop column "job";`)
  }
}
