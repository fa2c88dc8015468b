import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isKnownSecret, refuseKnownSecrets } from './known-secrets.ts'

test.each([
  'vung-xanh-2021',
  'Vung-Xanh-2021',
  'changeme',
  'Password123!',
  'postgres',
  '0'.repeat(64),
  'ab'.repeat(32),
  '0123456789abcdef'.repeat(4),
  '12345678',
])('%s is known to everybody', (value) => {
  expect(isKnownSecret(value)).toBe(true)
})

test('random values are not', () => {
  for (let run = 0; run < 1000; run += 1) {
    expect(isKnownSecret(randomBytes(32).toString('hex'))).toBe(false)
    expect(isKnownSecret(randomBytes(12).toString('base64'))).toBe(false)
  }
})

test('a process with such a secret does not start, and its error does not print the value', () => {
  const random = randomBytes(32).toString('hex')
  const address = (password: string) => `postgres://app:${password}@localhost/x`
  const start = (environment: Record<string, string>) => () => refuseKnownSecrets(environment)
  expect(start({ CONTEXT_KEY: random, DATABASE_URL: address(random), NODE_ENV: 'test' })).not.toThrow()
  expect(start({ CONTEXT_KEY: 'a'.repeat(64) })).toThrow(/CONTEXT_KEY/)
  expect(start({ COOKIE_KEYS: `${random},changeme` })).toThrow(/COOKIE_KEYS/)
  expect(start({ DATABASE_URL: address('vung-xanh-2021') })).toThrow(/DATABASE_URL/)
  expect(start({ DATABASE_URL: address('vung-xanh-2021') })).not.toThrow(/vung-xanh/)
})
