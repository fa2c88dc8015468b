import { Migration } from '@mikro-orm/migrations'

export class Migration20261122123744_keep_what_was_known extends Migration {
  override name = 'Migration20261122123744_keep_what_was_known'

  override up(): void | Promise<void> {
    this.addSql(`alter table "decision" add "in_spite_of" text[] null;`)

    this.addSql(
      `create index "confirmation_request_beneficiary_id_index" on "confirmation_request" ("beneficiary_id");`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "confirmation_request_beneficiary_id_index";`)

    this.addSql(`alter table "decision" drop column "in_spite_of";`)
  }
}
