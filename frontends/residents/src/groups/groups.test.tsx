import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { GroupPage } from './group-page.tsx'
import { GroupsPage } from './groups-page.tsx'
import { messages } from './messages.ts'
import { zaloText } from './zalo-text.ts'

const member = (number: number) => ({
  __typename: 'SelfManagementMember',
  id: `m${number}`,
  fromOn: '2021-07-01',
  household: {
    __typename: 'Household',
    id: `h${number}`,
    code: `T03-000${number}`,
    address: `Số ${number}, ngõ 45`,
    head: { __typename: 'Person', id: `p${number}`, fullName: 'Nguyễn Văn Minh' },
  },
})

const others = ['g1', 'g2'].map((id, place) => ({
  __typename: 'SelfManagementGroup',
  id,
  name: `Tổ tự quản ${place + 1}`,
}))

const group = {
  ...others[0],
  number: 1,
  foundedOn: '2021-06-01',
  dissolvedOn: null,
  channelKind: 'ZALO',
  channelName: 'Tổ 1',
  channelLink: 'https://zalo.me/g/abc123',
  householdCount: 2,
  residentialGroup: {
    __typename: 'ResidentialGroup',
    id: 't3',
    name: 'Tổ dân phố 3',
    selfManagementGroups: others,
  },
  leaders: [],
  members: [member(1), member(2)],
}

const success = { __typename: 'SelfManagementGroupSuccess' }

const answers: Answers = (operation) => {
  switch (operation) {
    case 'SelfManagementGroupPage':
      return { data: { selfManagementGroup: group } }
    case 'UngroupedHouseholds':
      return { data: { ungroupedHouseholds: connection('Household', [member(7).household, member(8).household]) } }
    case 'AddHouseholdsToGroup':
      return { data: { addHouseholdsToGroup: success } }
    default:
      return { data: { removeHouseholdsFromGroup: success } }
  }
}

const open = (role: 'REGISTRAR' | 'TEAM_LEADER') =>
  renderPage(<GroupPage />, { answers, role, at: '/ho-dan/to-tu-quan/g1', path: '/ho-dan/to-tu-quan/:id' })

const press = async (name: string, where: HTMLElement = document.body) =>
  userEvent.click(await within(where).findByRole('button', { name }))

test('several households come in at once, and leave again on the same day when that is taken back', async () => {
  const { asked } = open('REGISTRAR')
  await press('Thêm hộ')
  const dialog = await screen.findByRole('dialog')
  await press('Thêm hộ', dialog)
  expect(await within(dialog).findByText('Hãy chọn ít nhất một hộ.')).toBeDefined()
  await press('Chọn tất cả', dialog)
  expect(await within(dialog).findByText('2 hộ sẽ vào tổ này.')).toBeDefined()
  await press('Thêm hộ', dialog)
  await press('Hoàn tác')
  await expect.poll(() => asked.some(({ operation }) => operation === 'RemoveHouseholdsFromGroup')).toBe(true)
  const [added] = asked.filter(({ operation }) => operation === 'AddHouseholdsToGroup')
  const [removed] = asked.filter(({ operation }) => operation === 'RemoveHouseholdsFromGroup')
  expect(added?.variables).toMatchObject({ input: { id: 'g1', householdIds: ['h7', 'h8'], move: false } })
  const { move, ...input } = Object(added?.variables.input)
  expect(move).toBe(false)
  expect(removed?.variables).toEqual({ input })
})

test('a household moves to another group, and comes back to its own', async () => {
  const { asked } = open('REGISTRAR')
  await press('Chuyển sang tổ khác')
  const dialog = await screen.findByRole('dialog')
  await userEvent.selectOptions(await within(dialog).findByRole('combobox'), 'Tổ tự quản 2')
  await userEvent.click(within(dialog).getByLabelText('T03-0002 · Số 2, ngõ 45'))
  await press('Chuyển sang tổ khác', dialog)
  await press('Hoàn tác')
  const moves = () => asked.filter(({ operation }) => operation === 'AddHouseholdsToGroup')
  await expect.poll(() => moves().length).toBe(2)
  expect(moves().map(({ variables }) => variables)).toMatchObject([
    { input: { id: 'g2', householdIds: ['h2'], move: true } },
    { input: { id: 'g1', householdIds: ['h2'], move: true } },
  ])
})

test('a leader of a team reads the group without names and changes nothing', async () => {
  const { asked } = open('TEAM_LEADER')
  const table = await screen.findByRole('table', { name: 'Hộ trong tổ' })
  expect(within(table).getByRole('cell', { name: 'Số 1, ngõ 45' })).toBeDefined()
  expect(asked[0]?.variables).toEqual({ id: 'g1', withNames: false })
  expect(screen.queryByRole('button', { name: 'Thêm hộ' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Giải thể tổ' })).toBeNull()
})

test('the list marks where households are still without a group, and which residential group has none yet', async () => {
  const residentialGroups = [
    { ...group.residentialGroup, ungroupedCount: 12, selfManagementGroups: [{ ...group, leader: null }] },
    { ...group.residentialGroup, id: 't4', name: 'Tổ dân phố 4', ungroupedCount: 0, selfManagementGroups: [] },
  ]
  renderPage(<GroupsPage />, {
    answers: () => ({ data: { adminUnit: { __typename: 'AdminUnit', code: '00121', residentialGroups } } }),
    role: 'REGISTRAR',
  })
  const row = (await screen.findByRole('link', { name: 'Hộ chưa vào tổ nào' })).closest('tr')
  expect(row?.textContent).toContain('12')
  expect(row?.textContent).toContain('Cần xếp tổ')
  const empty = screen.getByRole('link', { name: 'Tổ dân phố 4' }).closest('tr')
  expect(empty?.textContent).toContain('Chưa có hộ')
  expect(empty?.textContent).not.toContain('Cần xếp tổ')
  expect(screen.getAllByRole('row')).toHaveLength(4)
})

test('a ward that has just begun opens its first residential group', async () => {
  const { asked } = renderPage(<GroupsPage />, {
    answers: (operation) =>
      operation === 'OpenResidentialGroup'
        ? { data: { openResidentialGroup: { __typename: 'ResidentialGroupSuccess' } } }
        : { data: { adminUnit: { __typename: 'AdminUnit', code: '00121', residentialGroups: [] } } },
    role: 'REGISTRAR',
  })
  expect(await screen.findByText(/chưa có tổ dân phố nào/)).toBeDefined()
  await press('Mở tổ dân phố')
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByLabelText(/Số tổ/), '7')
  await userEvent.type(within(dialog).getByLabelText(/Tên tổ/), 'Tổ dân phố 7')
  await press('Mở tổ dân phố', dialog)
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(asked.find(({ operation }) => operation === 'OpenResidentialGroup')?.variables).toEqual({
    input: { unit: '00121', number: 7, name: 'Tổ dân phố 7' },
  })
})

test('a text for a chat is at most 500 letters, keeps its link whole, and names no household', () => {
  const address = 'http://localhost:4000/ho-dan/to-tu-quan/g1'
  const told = {
    name: 'Tổ tự quản 1',
    householdCount: 2,
    residentialGroup: 'Tổ dân phố 3',
    leader: 'Nguyễn Văn Minh',
    channelLink: 'https://zalo.me/g/abc123',
    address,
  }
  expect(zaloText(told)).toBe(
    `Tổ tự quản 1, Tổ dân phố 3\nSố hộ: 2\nTổ trưởng: Nguyễn Văn Minh\nVào nhóm: https://zalo.me/g/abc123\nXem: ${address}`,
  )
  const long = zaloText({
    ...told,
    name: 'a'.repeat(100),
    leader: 'b'.repeat(150),
    channelLink: `https://${'c'.repeat(190)}`,
  })
  expect(long.length).toBeLessThanOrEqual(500)
  expect(long.endsWith(`Xem: ${address}`)).toBe(true)
  expect(long).not.toContain('https://ccc')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
