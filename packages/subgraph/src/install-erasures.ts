import { Migration } from '@mikro-orm/migrations'

/** What was erased because its time was over: how much of which table, by which rule, by whom. Never whose. */
export class InstallErasures extends Migration {
  override name = '20260104000000-install-erasures'

  override up(): void {
    this.addSql(`
create table app.erasure (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  rule text not null,
  source text not null,
  verified boolean not null,
  before date not null,
  "table" text not null,
  rows bigint not null check (rows > 0),
  erased_by text not null
)`)
  }
}
