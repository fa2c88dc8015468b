import { Migration } from '@mikro-orm/migrations'

export class Migration20261122143349_answer_unknown_programme extends Migration {
  override name = 'Migration20261122143349_answer_unknown_programme'

  override up(): void | Promise<void> {
    this.addSql(`alter table "confirmation" drop constraint "confirmation_answer_check";`)
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_answer_check" check ("answer" in ('RECEIVED', 'NOT_RECEIVED', 'UNKNOWN_PERSON', 'UNKNOWN_PROGRAMME'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "confirmation" drop constraint "confirmation_answer_check";`)
    this.addSql(
      `alter table "confirmation" add constraint "confirmation_answer_check" check ("answer" in ('RECEIVED', 'NOT_RECEIVED', 'UNKNOWN_PERSON'));`,
    )
  }
}
