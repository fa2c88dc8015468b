import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { HouseholdCircumstancesPanel } from './circumstances-panel.tsx'
import { messages } from './messages.ts'

const line = (changes: object) => ({
  __typename: 'Circumstance',
  id: 'c1',
  kind: 'POOR_HOUSEHOLD',
  fromOn: '2021-01-01',
  toOn: '2022-01-01',
  document: '15/QĐ-UBND',
  byName: 'Quách Thị Thu Hiền',
  annulledAt: null,
  annulledByName: null,
  annulledReason: null,
  person: null,
  ...changes,
})

const person = { __typename: 'Person', id: 'p1', fullName: 'Lê Thị An' }
const own = [
  line({}),
  line({ id: 'c2', kind: 'NEAR_POOR_HOUSEHOLD', annulledAt: '2021-02-01T01:00:00Z', annulledReason: 'Ghi nhầm hộ' }),
]
const ofMember = line({ id: 'c3', kind: 'DISABILITY', toOn: null, person })

let stands = false
const answers: Answers = (operation) => {
  switch (operation) {
    case 'HouseholdCircumstances':
      return {
        data: { household: { __typename: 'Household', id: 'h1', own, standing: [own[0], ofMember] } },
      }
    case 'CircumstanceRules':
      return {
        data: {
          circumstanceRules: [
            {
              __typename: 'CircumstanceRule',
              kind: 'POOR_HOUSEHOLD',
              isOfHousehold: true,
              source: 'Nghị định 07/2021/NĐ-CP',
              verified: false,
            },
            {
              __typename: 'CircumstanceRule',
              kind: 'ORPHAN',
              isOfHousehold: false,
              source: 'Nghị định 20/2021/NĐ-CP',
              verified: false,
            },
          ],
        },
      }
    case 'RecordCircumstance':
      return {
        data: {
          recordCircumstance: stands
            ? { __typename: 'CircumstanceStands', kind: 'POOR_HOUSEHOLD', fromOn: '2021-01-01', toOn: '2022-01-01' }
            : { __typename: 'CircumstanceSuccess' },
        },
      }
    default:
      return { data: { endCircumstance: { __typename: 'CircumstanceSuccess' } } }
  }
}

const open = (role: 'REGISTRAR' | 'HEALTH_STAFF') =>
  renderPage(<HouseholdCircumstancesPanel householdId="h1" isOpen />, { answers, role })

const press = async (name: string, where: HTMLElement = document.body) =>
  userEvent.click(await within(where).findByRole('button', { name }))

test('a circumstance of the household is chosen with its law, and the last day becomes the first without it', async () => {
  stands = false
  const { asked } = open('REGISTRAR')
  await press('Ghi diện')
  const dialog = await screen.findByRole('dialog')
  const kinds = await within(dialog).findByRole('combobox')
  await within(dialog).findByRole('option', { name: 'Hộ nghèo' })
  expect(within(kinds).queryByRole('option', { name: 'Trẻ mồ côi' })).toBeNull()
  await userEvent.selectOptions(kinds, 'Hộ nghèo')
  expect(await within(dialog).findByText('Chưa đối chiếu văn bản')).toBeDefined()
  const [from, to] = within(dialog).getAllByPlaceholderText('dd/mm/yyyy') as [HTMLElement, HTMLElement]
  await userEvent.clear(from)
  await userEvent.type(from, '1/1/2021')
  await userEvent.type(to, '31/12/2021')
  await press('Ghi diện', dialog)
  await expect.poll(() => asked.some(({ operation }) => operation === 'RecordCircumstance')).toBe(true)
  expect(asked.find(({ operation }) => operation === 'RecordCircumstance')?.variables).toEqual({
    input: { kind: 'POOR_HOUSEHOLD', householdId: 'h1', fromOn: '2021-01-01', toOn: '2022-01-01', document: null },
  })
})

test('what stands already is named with its days', async () => {
  stands = true
  open('REGISTRAR')
  await press('Ghi diện')
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByRole('option', { name: 'Hộ nghèo' })
  await userEvent.selectOptions(within(dialog).getByRole('combobox'), 'Hộ nghèo')
  await press('Ghi diện', dialog)
  expect(await within(dialog).findByText(/“Hộ nghèo”.*01\/01\/2021 – 31\/12\/2021/)).toBeDefined()
})

test('its own circumstances are changed here, those of its people on their own page, annulled ones never', async () => {
  open('REGISTRAR')
  const table = await screen.findByRole('table', { name: 'Của hộ' })
  expect(within(table).getAllByRole('button', { name: /^Ghi ngày thôi: / })).toHaveLength(1)
  expect(within(table).getByText(/Ghi nhầm hộ/)).toBeDefined()
  const members = screen.getByRole('table', { name: 'Của người trong hộ' })
  expect(within(members).getByRole('link', { name: 'Lê Thị An' })).toBeDefined()
  expect(within(members).queryByRole('button')).toBeNull()
  expect(within(members).getByText(/từ 01\/01\/2021/)).toBeDefined()
})

test('who only reads changes nothing', async () => {
  open('HEALTH_STAFF')
  await screen.findByRole('table', { name: 'Của hộ' })
  expect(screen.queryByRole('button')).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
