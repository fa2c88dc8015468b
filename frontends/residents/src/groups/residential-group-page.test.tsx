import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './residential-group-messages.ts'
import { ResidentialGroupPage } from './residential-group-page.tsx'

const group = {
  __typename: 'ResidentialGroup',
  id: 'g1',
  number: 7,
  name: 'Tổ dân phố 7',
  closedOn: null,
  householdCount: 210,
  placedCount: 190,
  ungroupedCount: 4,
  leader: {
    __typename: 'GroupLeader',
    id: 'l1',
    fromOn: '2021-08-01',
    person: { __typename: 'Person', id: 'p1', fullName: 'Ngô Thị Trưởng' },
  },
  selfManagementGroups: [
    {
      __typename: 'SelfManagementGroup',
      id: 's1',
      name: 'Tổ tự quản 1',
      householdCount: 65,
      channelKind: null,
      leader: null,
    },
  ],
  openRounds: [
    {
      __typename: 'Round',
      id: 'r1',
      purpose: 'Rà soát',
      openedAt: '2021-09-20T01:00:00.000Z',
      progress: { __typename: 'RoundProgress', households: 210, left: 30 },
    },
  ],
}
const residents = { __typename: 'ResidentCounts', persons: 812, present: 790, elderly: 90, children: 150 }
const answers: Answers = (operation) =>
  operation === 'CloseResidentialGroup'
    ? { data: { closeResidentialGroup: { __typename: 'ResidentialGroupInUse', message: 'Tổ còn 210 hộ.' } } }
    : operation === 'ChangeResidentialGroup'
      ? { data: { changeResidentialGroup: { __typename: 'ResidentialGroupSuccess' } } }
      : { data: { residentialGroup: group, statistics: { __typename: 'Statistics', residents } } }
const open = (role: 'REGISTRAR' | 'COMMUNITY_TEAM' | 'CLERK') =>
  renderPage(<ResidentialGroupPage />, { role, answers, path: '/ho-dan/to-dan-pho/:id', at: '/ho-dan/to-dan-pho/g1' })

test('leads to the households, the people, the numbers and the map of a group', async () => {
  open('REGISTRAR')
  expect(await screen.findByText('812')).toBeDefined()
  const address = (name: RegExp) => screen.getByRole('link', { name }).getAttribute('href')
  expect(address(/Ngô Thị Trưởng/)).toBe('/ho-dan/nguoi/p1')
  expect(address(/Danh sách hộ/)).toBe('/ho-dan/ho?to=g1')
  expect(address(/Danh sách người/)).toMatch(/^\/ho-dan\/thong-ke\/nguoi\?to=g1&ngay=/)
  expect(address(/Thống kê/)).toMatch(/^\/ho-dan\/thong-ke\?to=g1&/)
  expect(address(/190 trên 210/)).toBe('/ho-dan/ban-do?to=g1')
  const rounds = within(screen.getByRole('table', { name: 'Vòng đi hộ đang mở' }))
  expect(rounds.getByRole('link', { name: 'Rà soát' }).getAttribute('href')).toBe('/ho-dan/vong-di/r1')
  expect(rounds.getByText('30/210')).toBeDefined()
})

test('asks only for what a role may see, and leads nowhere else', async () => {
  const { asked } = open('COMMUNITY_TEAM')
  expect(await screen.findByRole('link', { name: 'Rà soát' })).toHaveProperty('pathname', '/td/ho-dan/r1')
  expect(asked[0]?.variables).toMatchObject({ withNames: false, withPeople: false, withRounds: true })
  expect(screen.queryByRole('link', { name: /Danh sách/ })).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))

test('a registrar renames a group, and is told why it does not close; nobody else may', async () => {
  const { asked } = open('REGISTRAR')
  const press = async (name: string, where: HTMLElement = document.body) =>
    userEvent.click(await within(where).findByRole('button', { name }))
  await press('Sửa số, tên tổ')
  const name = await screen.findByRole('textbox', { name: /Tên tổ/ })
  await userEvent.clear(name)
  await userEvent.type(name, 'Tổ dân phố Bảy')
  await press('Sửa số, tên tổ', screen.getByRole('dialog'))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(asked.find(({ operation }) => operation === 'ChangeResidentialGroup')?.variables).toEqual({
    input: { id: 'g1', number: 7, name: 'Tổ dân phố Bảy' },
  })
  await press('Đóng tổ')
  await press('Đóng tổ', await screen.findByRole('dialog'))
  expect((await screen.findAllByText(/Tổ còn 210 hộ/)).length).toBeGreaterThan(0)
})

test('who does not keep the register changes no group', async () => {
  open('CLERK')
  await screen.findByText('Tổ tự quản 1')
  expect(screen.queryByRole('button', { name: 'Đóng tổ' })).toBeNull()
})
