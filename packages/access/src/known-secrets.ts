/** Passwords that stand in documents, examples and this repository, in lower case. */
const known = new Set([
  'vung-xanh-2021',
  'admin',
  'administrator',
  'changeit',
  'changeme',
  'change-me',
  'default',
  'demo',
  'example',
  'keycloak',
  'letmein',
  'password',
  'postgres',
  'qwerty',
  'root',
  'secret',
  'test',
  'vungxanh',
])

/** True for what somebody could know without being told: a documented password, or a pattern in place of a random key. */
export function isKnownSecret(value: string): boolean {
  const plain = value.toLowerCase()
  const withoutEnding = plain.replace(/[\d!@#$%^&*._-]+$/, '')
  return known.has(plain) || known.has(withoutEnding) || isRepeated(plain) || isCounting(plain)
}

/** `0000…`, `abababab…`, `changemechangeme`, `0123456789abcdef0123456789abcdef`. */
function isRepeated(value: string): boolean {
  return /^(.{1,16}?)\1+$/.test(value)
}

function isCounting(value: string): boolean {
  return value.length >= 6 && '01234567890123456789abcdefghijklmnopqrstuvwxyz'.includes(value)
}

/**
 * Refuses an environment with a secret that is none: in a variable named so, or as the password of an address. Every process
 * asks before it starts; the embedded default makes random secrets of its own and passes like any other installation.
 */
export function refuseKnownSecrets(environment: Record<string, string | undefined>): void {
  const guilty = Object.entries(environment).flatMap(([name, value]) => {
    if (!value) return []
    if (/(PASSWORD|SECRET|_KEYS?)$/.test(name)) return value.split(',').some(isKnownSecret) ? [name] : []
    if (!/_URL$/.test(name) || !URL.canParse(value)) return []
    const password = decodeURIComponent(new URL(value).password)
    return password && isKnownSecret(password) ? [name] : []
  })
  if (guilty.length > 0)
    throw new Error(`Not a secret, because it is written down or a pattern: ${guilty.join(', ')}. Use random values.`)
}
