import { fileURLToPath } from 'node:url'
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, type Options } from '@mikro-orm/postgresql'
import { CreateAccounts } from '../migrations/20261121192739-create-accounts.ts'
import { AddOrganisationsDeploymentsBreakGlass } from '../migrations/20261121222413-add-organisations-deployments-break-glass.ts'
import { AddNoticeReads } from '../migrations/20261122000818-add-notice-reads.ts'
import { Account } from './accounts/account.ts'
import { Assignment } from './accounts/assignment.ts'
import { Post } from './accounts/post.ts'
import { AdministrationEvent } from './administration/administration-event.ts'
import { NoticeRead } from './administration/notice-read.ts'
import { BreakGlass } from './break-glass/break-glass.ts'
import { Revocation } from './tokens/revocation.ts'
import { StoredToken } from './tokens/stored-token.ts'

const migrations = [
  { name: '20261121192739-create-accounts', class: CreateAccounts },
  {
    name: '20261121222413-add-organisations-deployments-break-glass',
    class: AddOrganisationsDeploymentsBreakGlass,
  },
  { name: '20261122000818-add-notice-reads', class: AddNoticeReads },
]

export function ormOptions(clientUrl: string): Partial<Options> {
  return {
    clientUrl,
    entities: [Account, Post, Assignment, BreakGlass, AdministrationEvent, NoticeRead, Revocation, StoredToken],
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    forceUtcTimezone: true,
    pool: { min: 1, max: 10 },
    migrations: {
      // Listed rather than found, so that the bundle carries them; the path is only for writing new ones.
      path: fileURLToPath(new URL('../migrations', import.meta.url)),
      snapshotName: '.snapshot',
      emit: 'ts',
      tableName: 'migration',
      fileName: (timestamp, name) => `${timestamp}-${name ?? 'change'}`,
      migrationsList: migrations,
    },
  }
}

export function connect(clientUrl: string) {
  // The processes log for themselves, as JSON.
  return MikroORM.init({ ...ormOptions(clientUrl), logger: () => {} })
}

export type IdentityDatabase = Awaited<ReturnType<typeof connect>>

/** Brings the schema to the newest version as its owner, and lets the application's role use it but not change it. */
export async function migrate(migratorUrl: string, applicationRole: string): Promise<string[]> {
  if (!/^[a-z_][a-z0-9_]*$/.test(applicationRole)) throw new Error(`Not a role name: ${applicationRole}`)
  const orm = await connect(migratorUrl)
  try {
    const done = await orm.migrator.up()
    const connection = orm.em.getConnection()
    await connection.execute(`grant usage on schema public to ${applicationRole}`)
    await connection.execute(
      `grant select, insert, update on account, post, assignment, break_glass to ${applicationRole}`,
    )
    await connection.execute(`grant select, insert on administration_event, notice_read to ${applicationRole}`)
    await connection.execute(`grant select, insert, delete on revocation to ${applicationRole}`)
    await connection.execute(`grant select, insert, update, delete on stored_token to ${applicationRole}`)
    return done.map(({ name }) => name)
  } finally {
    await orm.close()
  }
}

/** Writes the migration from the committed snapshot to the entities as they are; without a name, only says whether one is due. */
export async function writeMigration(
  migratorUrl: string,
  name?: string,
): Promise<{ file: string; statements: string[] }> {
  const orm = await connect(migratorUrl)
  try {
    if (name === undefined) {
      const isDue = await orm.migrator.checkSchema()
      return { file: '', statements: isDue ? ['the entities differ from migrations/.snapshot.json'] : [] }
    }
    const { fileName, diff } = await orm.migrator.create(undefined, false, false, name)
    return { file: fileName, statements: diff.up }
  } finally {
    await orm.close()
  }
}
