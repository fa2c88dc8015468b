import { Migration } from '@mikro-orm/migrations'

export class Migration20261122181217_keep_reported_journeys extends Migration {
  override name = 'Migration20261122181217_keep_reported_journeys'

  override up(): void | Promise<void> {
    this.addSql(`alter table "stay_report" add "journey" jsonb null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "stay_report" drop column "journey";`)
  }
}
