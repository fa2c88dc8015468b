import { Migration } from '@mikro-orm/migrations'

/**
 * Work that outlasts a request, and how far it has come. Whoever asked for it sees it, for as long as they act in the same
 * assignment; what it was asked with stays here and never goes into the queue.
 */
export class InstallJobs extends Migration {
  override name = '20260106000000-install-jobs'

  override up(): void {
    this.addSql(`create schema jobs`)
    this.addSql(`
create table jobs.job (
  id uuid primary key,
  name text not null,
  unit_code text not null,
  assignment text not null,
  viewer jsonb not null,
  request text not null,
  payload jsonb not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  done int not null default 0,
  total int,
  cancel boolean not null default false,
  result jsonb,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz
)`)
    this.addSql(`create index job_assignment on jobs.job (assignment, created_at)`)
    this.addSql(`alter table jobs.job enable row level security`)
    this.addSql(`alter table jobs.job force row level security`)
    const own = `(unit_code = any ((select app.units())::text[]) and assignment = (select app.assignment()))`
    const running = `((select app.purpose()) = 'JOBS')`
    this.addSql(`create policy read on jobs.job for select using (${own} or ${running})`)
    this.addSql(`create policy add on jobs.job for insert with check (${own})`)
    this.addSql(`create policy change on jobs.job for update using (${own} or ${running})`)
  }
}
