import { Migration } from '@mikro-orm/migrations'

export class Migration20261122085053_add_unit_succession extends Migration {
  override name = 'Migration20261122085053_add_unit_succession'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "unit_succession" ("id" uuid not null, "predecessor_code" text not null, "successor_code" text not null, "kind" text not null, "from_on" date not null, "document" text not null, "verified" boolean not null, primary key ("id"));`,
    )
    this.addSql(`create index "unit_succession_successor_code_index" on "unit_succession" ("successor_code");`)
    this.addSql(
      `alter table "unit_succession" add constraint "unit_succession_once" unique ("predecessor_code", "successor_code");`,
    )

    this.addSql(`create or replace function "admin_unit_codes_used_once_fn"() returns trigger as $$ begin if new.code <> old.code or new.level <> old.level
    then raise exception 'the code % stands for what it stood for', old.code;   end if;   if (old.name, old.valid_to) is distinct from (new.name, new.valid_to)
    and exists (select from unit_succession where predecessor_code = old.code)
    then raise exception 'the unit % has ended: its code is not used again', old.code;   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "codes_used_once" BEFORE UPDATE on "admin_unit" for each ROW execute function "admin_unit_codes_used_once_fn"();`,
    )

    this.addSql(
      `alter table "unit_succession" add constraint "unit_succession_predecessor_code_foreign" foreign key ("predecessor_code") references "admin_unit" ("code");`,
    )
    this.addSql(
      `alter table "unit_succession" add constraint "unit_succession_successor_code_foreign" foreign key ("successor_code") references "admin_unit" ("code");`,
    )
    this.addSql(
      `alter table "unit_succession" add constraint "unit_succession_of_two" check (predecessor_code <> successor_code);`,
    )
    this.addSql(
      `alter table "unit_succession" add constraint "unit_succession_kind_check" check ("kind" in ('MERGED', 'SPLIT', 'RENAMED'));`,
    )
    this.addSql(`create or replace function "unit_succession_succession_follows_fn"() returns trigger as $$ begin if not exists (select from admin_unit where code = new.predecessor_code and valid_to = new.from_on - 1)
    then raise exception '% does not end on the day before %', new.predecessor_code, new.from_on;   end if;   if not exists (select from admin_unit where code = new.successor_code and coalesce(valid_from, new.from_on) <= new.from_on
      and coalesce(valid_to, new.from_on) >= new.from_on)
    then raise exception '% does not stand on %', new.successor_code, new.from_on;   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "succession_follows" BEFORE INSERT OR UPDATE on "unit_succession" for each ROW execute function "unit_succession_succession_follows_fn"();`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "succession_follows" on "unit_succession";`)
    this.addSql(`drop function if exists "unit_succession_succession_follows_fn"();`)
    this.addSql(`drop table if exists "unit_succession" cascade;`)

    this.addSql(`drop trigger if exists "codes_used_once" on "admin_unit";`)
    this.addSql(`drop function if exists "admin_unit_codes_used_once_fn"();`)
  }
}
