import 'reflect-metadata'
import { cloneDatabase } from '@vungxanh/testing'
import { database as welfare } from '@vungxanh/welfare/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endKey, listKeys, readHandedKey, trustKey } from './issuers/issuer-keys.ts'

let clone: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  clone = await cloneDatabase(welfare)
})
afterAll(() => clone.drop())

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
  expect(await listKeys(clone.migratorUrl)).toMatchObject([
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
