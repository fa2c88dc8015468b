import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimsOf, type Viewer, viewerFromClaims } from '@vungxanh/access'
import { expect, test } from 'vitest'
import { root } from './platform/paths.ts'

type Attributes = Record<string, string[]>

interface Mapper {
  name: string
  protocolMapper: string
  config: Record<string, string>
}

interface Group {
  name: string
  attributes?: Attributes
  subGroups?: Group[]
}

interface User {
  id: string
  attributes: Attributes
  groups: Group[]
}

const realm = JSON.parse(readFileSync(join(root, 'tools/docker/keycloak-realm.json'), 'utf8')) as {
  clients: { clientId: string; protocolMappers: Mapper[] }[]
  groups: Group[]
  components: Record<string, { config: Record<string, string[]> }[]>
}
const mappers = realm.clients.find(({ clientId }) => clientId === 'gateway')?.protocolMappers ?? []

/** As Keycloak resolves an attribute: the user's own, else that of the first group that has one. */
function attributeOf({ attributes, groups }: User, name: string): string[] {
  return attributes[name] ?? groups.find((group) => group.attributes?.[name])?.attributes?.[name] ?? []
}

/** What Keycloak's own mappers put into an access token; one of a kind that is not known here fails the test. */
function accessTokenOf(user: User): Record<string, unknown> {
  const claims: Record<string, unknown> = {}
  for (const { name, protocolMapper, config } of mappers) {
    if (config['access.token.claim'] !== 'true') continue
    if (protocolMapper === 'oidc-audience-mapper') claims.aud = config['included.custom.audience']
    else if (protocolMapper === 'oidc-sub-mapper') claims.sub = user.id
    else if (protocolMapper === 'oidc-usermodel-attribute-mapper') {
      const values = attributeOf(user, config['user.attribute'] ?? '')
      const claim = config['claim.name'] ?? ''
      if (values.length > 0) claims[claim] = config.multivalued === 'true' ? values : values[0]
    } else throw new Error(`the mapper ${name} is of a kind that this test does not know`)
  }
  return claims
}

const group = realm.groups[0]?.subGroups?.[0]
const officer: User = {
  id: 'f3a1c7f4-53c1-4e0e-8f7e-0a4f5d3f0b11',
  attributes: {
    fullName: ['Hoàng Anh Tuấn'],
    assignment: ['0d9f7c1e-5d0b-4e0e-9a57-3f6f5a1f2b21'],
    kin: ['7d7f2a52-7c39-4a86-9a0f-3a8f1f6f1a01', '7d7f2a52-7c39-4a86-9a0f-3a8f1f6f1a02'],
  },
  groups: group ? [group] : [],
}
const expected: Viewer = {
  accountId: officer.id,
  name: 'Hoàng Anh Tuấn',
  role: 'WELFARE_OFFICER',
  post: 'Công chức Lao động – Thương binh và Xã hội',
  organisation: 'Uỷ ban nhân dân phường Giang Biên',
  assignmentId: '0d9f7c1e-5d0b-4e0e-9a57-3f6f5a1f2b21',
  units: ['00121'],
  purpose: 'WELFARE_ASSESS',
  kin: officer.attributes.kin ?? [],
}

test('Keycloak says of an officer what the identity service says: the post from the group, the person from the user', () => {
  const claims = accessTokenOf(officer)
  expect(viewerFromClaims(claims)).toEqual(expected)
  expect(claims).toEqual({ ...claimsOf(expected), aud: 'vungxanh' })
})

test('a user without kin or without a group is what it should be: alone, or nobody', () => {
  const { kin: _, ...alone } = officer.attributes
  expect(viewerFromClaims(accessTokenOf({ ...officer, attributes: alone }))?.kin).toEqual([])
  expect(viewerFromClaims(accessTokenOf({ ...officer, groups: [] }))).toBeUndefined()
})

test('no token says by itself that a second factor was given', () => {
  expect(mappers.map(({ config }) => config['claim.name'])).not.toContain('step_up')
})

test('a user cannot write the attributes that say who they are', () => {
  const [profile] = realm.components['org.keycloak.userprofile.UserProfileProvider'] ?? []
  const [text = '{}'] = profile?.config['kc.user.profile.config'] ?? []
  const { attributes, unmanagedAttributePolicy } = JSON.parse(text)
  expect(unmanagedAttributePolicy).toBe('ADMIN_EDIT')
  expect(attributes.map(({ name }: { name: string }) => name)).toEqual(['username', 'email', 'firstName', 'lastName'])
})
