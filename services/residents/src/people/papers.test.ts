import { expect } from 'vitest'
import { test } from '../testing.ts'

type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

/** Each act at its own moment, as people act: who asks is made with the time at which they ask. */
const atOnce = (as: (role: 'REGISTRAR') => Asking): Asking => ({
  run: (document, variables) => as('REGISTRAR').run(document, variables),
})

interface Done {
  __typename: string
  message?: string
  field?: string
  warnings?: string[]
  event?: { id: string; kind: string; reason: string | null }
  holder?: { fullName: string } | null
}

const ANSWER = `__typename ... on UserError { message } ... on InvalidInput { field }
  ... on DuplicateIdentityNumber { holder { fullName } } ... on IdentityDocumentSuccess { warnings event { id kind reason } }`

const act = async (asking: Asking, name: string, input: Record<string, unknown>): Promise<Done> => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  return (
    await asking.run<{ done: Done }>(`mutation ($input: ${type}!) { done: ${name}(input: $input) { ${ANSWER} } }`, {
      input,
    })
  ).done
}

const undo = async (asking: Asking, { event }: Done): Promise<Done> =>
  (
    await asking.run<{ done: Done }>(
      `mutation ($id: ID!) { done: undoLifeEvent(id: $id) { __typename ... on UserError { message } } }`,
      { id: event?.id },
    )
  ).done

const PERSON = `query ($id: ID!) { person(id: $id) { fullName bornOn birthYear sex phoneMasked provisionalCode
  identityDocuments { kind numberMasked } all: identityDocuments(withEnded: true) { id kind endedAs }
  history { kind reason corrections { field oldValue newValue } } } }`

interface Shown {
  person: { identityDocuments: { kind: string }[]; all: { id: string; kind: string; endedAs: string | null }[] }
}

const found = async (asking: Asking, unit: string, search: string): Promise<string[]> => {
  const document = `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search) { edges { node { fullName } } } }`
  type Answer = { people: { edges: { node: { fullName: string } }[] } }
  const { people } = await asking.run<Answer>(document, { unit, search })
  return people.edges.map(({ node }) => node.fullName)
}

test('a card gives a person with a provisional code their numbers, and the code still finds them', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const clerk = atOnce(as)
  const registered = await clerk.run<{ done: { person: { id: string; provisionalCode: string } } }>(
    `mutation ($input: RegisterPersonInput!) { done: registerPerson(input: $input) { ... on RegisterPersonSuccess { person { id provisionalCode } } } }`,
    {
      input: {
        unit,
        fullName: 'Lò Thị Mới',
        birthYear: 1999,
        sex: 'FEMALE',
        householdId: household.id,
        residenceKind: 'STAYING',
        residesFrom: '2026-11-01',
      },
    },
  )
  const { id, provisionalCode } = registered.done.person
  expect(provisionalCode).toMatch(/^TAM-/)
  expect(await act(clerk, 'addIdentityDocument', { personId: id })).toMatchObject({ field: 'number' })
  expect(await act(clerk, 'addIdentityDocument', { personId: id, card: 'rác' })).toMatchObject({ field: 'card' })
  const card = '001199000123|011800999|Lò Thị Mơi|09021998|Nữ|Số 1|01012022'
  const added = await act(clerk, 'addIdentityDocument', { personId: id, card })
  expect(added.event?.kind).toBe('PAPER_ADDED')
  expect(added.warnings).toEqual([expect.stringContaining('Ngày sinh trên thẻ là 09/02/1998')])
  expect(await clerk.run(PERSON, { id })).toMatchObject({
    person: {
      provisionalCode,
      identityDocuments: expect.arrayContaining([
        { kind: 'CITIZEN_ID', numberMasked: '001xxxxxx123' },
        { kind: 'OLD_ID', numberMasked: '011xxx999' },
      ]),
      history: expect.arrayContaining([
        expect.objectContaining({
          kind: 'PAPER_ADDED',
          corrections: expect.arrayContaining([{ field: 'CITIZEN_ID', oldValue: null, newValue: '001xxxxxx123' }]),
        }),
      ]),
    },
  })
  for (const search of ['001199000123', '011800999', provisionalCode])
    expect(await found(clerk, unit, search)).toEqual(['Lò Thị Mới'])
  // The same again changes nothing; another number of the same kind takes the first one's end.
  expect(await act(clerk, 'addIdentityDocument', { personId: id, card })).toMatchObject({ field: 'number' })
  expect(
    await act(clerk, 'addIdentityDocument', { personId: id, kind: 'CITIZEN_ID', number: '001199000124' }),
  ).toMatchObject({ message: expect.stringContaining('thôi dùng') })

  await undo(clerk, added)
  expect((await clerk.run<Shown>(PERSON, { id })).person.identityDocuments).toEqual([])
  expect(await found(clerk, unit, '001199000123')).toEqual([])
  expect(await act(clerk, 'addIdentityDocument', { personId: id, card })).toMatchObject({
    __typename: 'IdentityDocumentSuccess',
  })
})

test('a number of somebody else is refused with their name; a wrong one is free again, a former one is not', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const an = await given.person('An', { household })
  const binh = await given.person('Bình', { household })
  const clerk = atOnce(as)
  const paper = { kind: 'OLD_ID', number: '012345678' }
  await act(clerk, 'addIdentityDocument', { personId: an.id, ...paper })
  expect(await act(clerk, 'addIdentityDocument', { personId: binh.id, ...paper })).toMatchObject({
    __typename: 'DuplicateIdentityNumber',
    holder: { fullName: 'An' },
  })
  const idOf = async () =>
    (await clerk.run<Shown>(PERSON, { id: an.id })).person.all.find(({ endedAs }) => !endedAs)?.id
  const end = { id: await idOf(), endedAs: 'REPLACED', reason: 'Đổi chứng minh' }
  expect(await act(clerk, 'endIdentityDocument', { ...end, reason: ' ' })).toMatchObject({ field: 'reason' })
  expect(await act(clerk, 'endIdentityDocument', { ...end, newNumber: '12' })).toMatchObject({ field: 'newNumber' })
  const replaced = await act(clerk, 'endIdentityDocument', { ...end, newNumber: '012345679' })
  expect(replaced.event).toMatchObject({ kind: 'PAPER_REPLACED', reason: 'Đổi chứng minh' })
  expect(await found(clerk, unit, '012345678')).toEqual(['An'])
  expect(await act(clerk, 'addIdentityDocument', { personId: binh.id, ...paper })).toMatchObject({
    __typename: 'DuplicateIdentityNumber',
  })
  await undo(clerk, replaced)

  const ended = await act(clerk, 'endIdentityDocument', { ...end, endedAs: 'WRONG', reason: 'Của Bình' })
  expect(ended.event?.kind).toBe('PAPER_ENDED')
  expect(await found(clerk, unit, '012345678')).toEqual([])
  expect(await clerk.run(PERSON, { id: an.id })).toMatchObject({
    person: { provisionalCode: expect.stringMatching(/^TAM-/) },
  })
  expect(await act(clerk, 'addIdentityDocument', { personId: binh.id, ...paper })).toMatchObject({
    __typename: 'IdentityDocumentSuccess',
  })
  // It is Bình's now: taking the end back would make it two persons'.
  expect(await undo(clerk, ended)).toMatchObject({ __typename: 'NotLatestEvent' })
})

const CORRECT = `mutation ($input: CorrectPersonInput!) { done: correctPerson(input: $input) { __typename
  ... on UserError { message } ... on InvalidInput { field } ... on LifeEventSuccess { event { id kind reason } } } }`

test('a correction keeps what was there, finds by the new name, blocks no later event, and is taken back', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const person = await given.person('Nguyễn Văn Tuyen', { household })
  const clerk = atOnce(as)
  const correct = async (changes: Record<string, unknown>) => {
    const input = {
      personId: person.id,
      fullName: 'Nguyễn Văn Tuyen',
      birthYear: 1980,
      sex: 'UNKNOWN',
      reason: 'Theo khai sinh',
      ...changes,
    }
    return (await clerk.run<{ done: Done }>(CORRECT, { input })).done
  }
  expect(await correct({})).toMatchObject({ field: 'fullName' })
  expect(await correct({ fullName: 'X', reason: '' })).toMatchObject({ field: 'reason' })
  expect(await correct({ birthYear: null })).toMatchObject({ field: 'bornOn' })
  const done = await correct({
    fullName: 'Nguyễn Văn Quyến',
    bornOn: '1981-02-03',
    birthYear: null,
    sex: 'MALE',
    phone: '0199000002',
  })
  expect(await found(clerk, unit, 'quyen')).toEqual(['Nguyễn Văn Quyến'])
  expect(await clerk.run(PERSON, { id: person.id })).toMatchObject({
    person: {
      bornOn: '1981-02-03',
      birthYear: 1981,
      sex: 'MALE',
      phoneMasked: '019xxxx002',
      history: [
        {
          kind: 'CORRECTED',
          reason: 'Theo khai sinh',
          corrections: [
            { field: 'FULL_NAME', oldValue: 'Nguyễn Văn Tuyen', newValue: 'Nguyễn Văn Quyến' },
            { field: 'BORN_ON', oldValue: null, newValue: '1981-02-03' },
            { field: 'SEX', oldValue: 'UNKNOWN', newValue: 'MALE' },
            { field: 'PHONE', oldValue: null, newValue: '019xxxx002' },
          ],
        },
      ],
    },
  })
  await undo(clerk, done)
  expect(await clerk.run(PERSON, { id: person.id })).toMatchObject({
    person: { fullName: 'Nguyễn Văn Tuyen', bornOn: null, birthYear: 1980, sex: 'UNKNOWN', phoneMasked: null },
  })
  await correct({ sex: 'MALE' })
  // A correction of today says nothing about where they lived yesterday.
  const MOVE_OUT = `mutation ($input: MoveOutInput!) { done: moveOut(input: $input) { __typename } }`
  const input = { householdId: household.id, personIds: [person.id], on: '2021-09-01', toPlace: 'Hải Phòng' }
  expect(await clerk.run(MOVE_OUT, { input })).toMatchObject({ done: { __typename: 'LifeEventSuccess' } })
})
