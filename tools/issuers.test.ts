import 'reflect-metadata'
import { withClient } from '@vungxanh/postgres'
import { database as residents } from '@vungxanh/residents/database'
import { cloneDatabase, type TestDatabase } from '@vungxanh/testing'
import { database as welfare } from '@vungxanh/welfare/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endKey, listKeys, readHandedKey, trustKey } from './issuers/issuer-keys.ts'

let clone: TestDatabase
let register: TestDatabase
beforeAll(async () => {
  ;[clone, register] = await Promise.all([cloneDatabase(welfare), cloneDatabase(residents)])
})
afterAll(() => Promise.all([clone.drop(), register.drop()]))

const handed = {
  issuerCode: '20200',
  issuerName: 'Phường Hòa Minh',
  keyId: '20200-2021-09-01-ab12',
  publicKey: 'A'.repeat(43),
  validFrom: '2021-09-01T00:00:00+07:00',
}

test('an administrator says whom the installation believes, once, with the source, and ends it', async () => {
  const key = readHandedKey(JSON.stringify(handed))
  await trustKey(clone.migratorUrl, key, 'Đối chiếu qua điện thoại ngày 02/9/2021')
  await expect(trustKey(clone.migratorUrl, key, 'x')).rejects.toThrow(/there already/)
  expect(await listKeys(clone.migratorUrl, register.migratorUrl)).toMatchObject([
    { issuerCode: '20200', isHere: false, validUntil: null, source: 'Đối chiếu qua điện thoại ngày 02/9/2021' },
  ])
  expect(await endKey(clone.migratorUrl, '20200', 'other')).toBe(false)
  expect(await endKey(clone.migratorUrl, '20200', key.keyId)).toBe(true)
  expect(await endKey(clone.migratorUrl, '20200', key.keyId)).toBe(false)
})

test('a file that is no key is refused by the name of what is wrong', () => {
  const read = (changes: object) => () => readHandedKey(JSON.stringify({ ...handed, ...changes }))
  expect(read({ issuerCode: '1' })).toThrow(/issuerCode: five digits/)
  expect(read({ publicKey: 'x' })).toThrow(/publicKey/)
  expect(read({ d: 'secret' })).toThrow(/d/)
})

test('what one installation lists is what another is handed', async () => {
  const migratorUrl = register.migratorUrl
  await withClient(migratorUrl, (client) =>
    client.query(`insert into admin_unit (code, name, level) values ('00121', 'Phường Giang Biên', 'COMMUNE')`),
  )
  await withClient(clone.migratorUrl, (client) =>
    client.query(
      `insert into issuer_key (id, issuer_code, key_id, public_key, valid_from, is_here)
       values (gen_random_uuid(), '00121', '00121-2021-09-01-cd34', $1, now(), true)`,
      [handed.publicKey],
    ),
  )
  const own = (await listKeys(clone.migratorUrl, migratorUrl)).find(({ isHere }) => isHere)
  const key = readHandedKey(JSON.stringify(own))
  expect(key).toMatchObject({ issuerCode: '00121', issuerName: 'Phường Giang Biên', keyId: '00121-2021-09-01-cd34' })
  expect(Object.keys(key)).not.toContain('isHere')
})
