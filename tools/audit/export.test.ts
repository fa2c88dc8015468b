import { randomBytes } from 'node:crypto'
import { urlFor } from '@vungxanh/postgres'
import '@vungxanh/postgres/testing'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import type { SeedTarget } from '../platform/platform.ts'
import { exportAudit } from './export.ts'

test('everything is exported once, oldest first, also when it is more than one page', async () => {
  const superuserUrl = inject('postgresUrl')
  const name = `export_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: superuserUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  try {
    const client = new pg.Client({ connectionString: urlFor(superuserUrl, { database: name }) })
    await client.connect()
    await client.query(`create schema audit; create table audit.event (id bigint, request text, format int);
      insert into audit.event select n, 'r', 1 from generate_series(1, 2500) n`)
    await client.end()
    const lines: string[] = []
    const target = { superuserUrl, databases: { health: { name } } } as unknown as SeedTarget
    await exportAudit(target, ['health'], undefined, (line) => lines.push(line))
    const ids = lines.map((line) => (JSON.parse(line) as { id: number }).id)
    expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1))
  } finally {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
})
