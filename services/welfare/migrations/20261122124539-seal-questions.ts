import { Migration } from '@mikro-orm/migrations'

export class Migration20261122124539_seal_questions extends Migration {
  override name = 'Migration20261122124539_seal_questions'

  override up(): void | Promise<void> {
    this.addSql(`drop trigger if exists "question_kept" on "confirmation_request";`)
    this.addSql(`drop function if exists "confirmation_request_question_kept_fn"();`)
    // SQL cannot seal what lies open, and as it lies it must not stay: whoever waits for an answer asks again.
    this.addSql(`truncate "confirmation", "confirmation_request";`)
    this.addSql(`alter table "confirmation_request" drop column "secret", drop column "token";`)
    this.addSql(`alter table "confirmation_request" add "question_sealed" bytea not null;`)
    this.addSql(`create or replace function "confirmation_request_question_kept_fn"() returns trigger as $$ begin if row(old.unit_code, old.asked_unit, old.programme_code, old.dossier_id, old.beneficiary_id, old.asked_at, old.expires_at)
    is distinct from row(new.unit_code, new.asked_unit, new.programme_code, new.dossier_id, new.beneficiary_id, new.asked_at, new.expires_at)
    or old.identified_at is not null and row(old.digests, old.indexes) is distinct from row(new.digests, new.indexes)
    then raise exception 'what was asked is kept as it was';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "question_kept" BEFORE UPDATE on "confirmation_request" for each ROW execute function "confirmation_request_question_kept_fn"();`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "question_kept" on "confirmation_request";`)
    this.addSql(`drop function if exists "confirmation_request_question_kept_fn"();`)
    this.addSql(`alter table "confirmation_request" drop column "question_sealed";`)
    this.addSql(`alter table "confirmation_request" add "secret" text not null, add "token" text not null;`)
    this.addSql(`create or replace function "confirmation_request_question_kept_fn"() returns trigger as $$ begin if row(old.unit_code, old.asked_unit, old.programme_code, old.dossier_id, old.beneficiary_id, old.secret, old.token, old.asked_at, old.expires_at)
    is distinct from row(new.unit_code, new.asked_unit, new.programme_code, new.dossier_id, new.beneficiary_id, new.secret, new.token, new.asked_at, new.expires_at)
    or old.identified_at is not null and row(old.digests, old.indexes) is distinct from row(new.digests, new.indexes)
    then raise exception 'what was asked is kept as it was';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "question_kept" BEFORE UPDATE on "confirmation_request" for each ROW execute function "confirmation_request_question_kept_fn"();`,
    )
  }
}
