import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { today } from '@vungxanh/ui'
import { expect, test } from 'vitest'
import { HouseholdPage } from '../households/household-page.tsx'
import { messages } from './messages.ts'

const person = (id: string, fullName: string) => ({
  __typename: 'Person',
  id,
  fullName,
  bornOn: null,
  birthYear: 1960,
  sex: 'MALE',
})
const father = person('p1', 'Trần Văn Cha')
const mother = person('p2', 'Lê Thị Mẹ')
const son = person('p3', 'Trần Văn Con')
const member = (of: typeof father, relation: string) => ({
  __typename: 'HouseholdMember',
  id: `m-${of.id}`,
  relation,
  joinedOn: '2020-01-01',
  person: of,
})
const home = { __typename: 'Household', id: 'h1', code: 'T07-0012' }

const event = {
  __typename: 'LifeEvent',
  id: 'e1',
  kind: 'ABSENT',
  occurredOn: '2026-11-20',
  place: 'Bắc Ninh',
  recordedAt: new Date().toISOString(),
  byName: 'Phạm Thu Thuỷ',
  undoneAt: null,
  undoneByName: null,
  household: home,
  toHousehold: null,
  participants: [
    { __typename: 'LifeEventPerson', id: 'x1', part: 'SUBJECT', relation: null, formerRelation: null, person: son },
  ],
}

interface Shown {
  role?: Role
  answer?: Record<string, unknown>
  household?: Record<string, unknown>
  at?: string
}

function show({ role = 'REGISTRAR', answer = {}, household = {}, at = '/ho-dan/ho/h1' }: Shown = {}) {
  return renderPage(<HouseholdPage />, {
    role,
    at,
    path: '/ho-dan/ho/:id',
    answers: (operation) => {
      if (operation !== 'HouseholdPage')
        return { data: { [`${operation[0]?.toLowerCase()}${operation.slice(1)}`]: answer } }
      return {
        data: {
          household: {
            ...home,
            address: 'Số 12',
            dissolvedOn: null,
            successor: null,
            residentialGroup: { __typename: 'ResidentialGroup', id: 'g7', name: 'Tổ 7', number: 7 },
            membersAsOf: [member(mother, 'SPOUSE'), member(father, 'HEAD'), member(son, 'CHILD')],
            present: [father, mother],
            history: [event],
            edits: [],
            ...household,
          },
        },
      }
    },
  })
}

const done = { __typename: 'LifeEventSuccess' }

async function choose(action: string) {
  const menu = await screen.findByRole('button', { name: 'Ghi biến động' })
  menu.focus()
  await userEvent.keyboard('{Enter}')
  const item = await screen.findByRole('menuitem', { name: action })
  // By the keyboard alone: down to the line, and Enter.
  for (let step = 0; step < 10 && document.activeElement !== item; step++) await userEvent.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(item)
  await userEvent.keyboard('{Enter}')
  return within(await screen.findByRole('dialog'))
}

test('says who is present and who is away, and who leads the list', async () => {
  show()
  const rows = within(await screen.findByRole('table', { name: 'Người trong hộ' })).getAllByRole('row')
  expect(rows[1]?.textContent).toContain('Trần Văn Cha')
  expect(rows[3]?.textContent).toContain('Vắng')
  expect(screen.getByText('2 có mặt / 3 người')).toBeTruthy()
})

test('a death is recorded by keyboard, after a sentence that says what follows', async () => {
  const { asked } = show({ answer: done })
  const dialog = await choose('Mất')
  await userEvent.selectOptions(dialog.getByLabelText(/^Người/), 'Trần Văn Con')
  expect(dialog.getByText(/Trần Văn Con rời hộ, mọi cư trú kết thúc/)).toBeTruthy()
  await userEvent.keyboard('{Control>}s{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked.find(({ operation }) => operation === 'RecordDeath')?.variables).toEqual({
    input: { personId: 'p3', on: today() },
  })
})

test('a new head comes with the relations of the others, the former head’s among them', async () => {
  const { asked } = show({ answer: done })
  const dialog = await choose('Đổi chủ hộ')
  await userEvent.selectOptions(dialog.getByLabelText(/Chủ hộ mới/), 'Lê Thị Mẹ')
  const former = dialog.getByLabelText(/Quan hệ của Trần Văn Cha/)
  await userEvent.click(dialog.getByRole('button', { name: 'Đổi chủ hộ' }))
  expect(asked.some(({ operation }) => operation === 'ChangeHead')).toBe(false)
  await userEvent.selectOptions(former, 'Vợ, chồng')
  await userEvent.click(dialog.getByRole('button', { name: 'Đổi chủ hộ' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked.find(({ operation }) => operation === 'ChangeHead')?.variables).toEqual({
    input: {
      householdId: 'h1',
      headId: 'p2',
      on: today(),
      relations: [
        { personId: 'p1', relation: 'SPOUSE' },
        { personId: 'p3', relation: 'CHILD' },
      ],
    },
  })
})

test('who goes, and where to, says whether it is a split or a merge', async () => {
  show()
  const dialog = await choose('Chuyển trong phường, tách, nhập hộ')
  await userEvent.click(dialog.getByLabelText('Trần Văn Con'))
  expect(dialog.getByText(/1 người rời hộ này/)).toBeTruthy()
  await userEvent.click(dialog.getByLabelText('Lập hộ mới'))
  expect(dialog.getByText(/Tách hộ: 1 người/)).toBeTruthy()
  await userEvent.click(dialog.getByLabelText('Trần Văn Cha'))
  await userEvent.click(dialog.getByLabelText('Lê Thị Mẹ'))
  expect(dialog.getByText(/Cả hộ chuyển sang chỗ ở mới/)).toBeTruthy()
  await userEvent.click(dialog.getByLabelText('Hộ đã có'))
  expect(dialog.getByText(/Nhập hộ: cả hộ/)).toBeTruthy()
})

test('a refusal is shown in its own words and the dialog stays', async () => {
  show({ answer: { __typename: 'EventOutOfOrder', message: 'server words', since: '2021-09-28' } })
  const dialog = await choose('Trở về sau tạm vắng')
  await userEvent.click(dialog.getByRole('button', { name: 'Trở về sau tạm vắng' }))
  expect(
    await dialog.findByText('Sổ đã có ghi từ ngày 28/09/2021; biến động này không thể trước ngày đó.'),
  ).toBeTruthy()
})

test('the newest event is taken back after a sentence that says what follows', async () => {
  const { asked } = show({ answer: done })
  await userEvent.click(await screen.findByRole('button', { name: 'Hủy biến động' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/trở lại như trước khi ghi “Tạm vắng” ngày 20\/11\/2026/)).toBeTruthy()
  await userEvent.click(dialog.getByRole('button', { name: 'Hủy biến động' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked.find(({ operation }) => operation === 'UndoLifeEvent')?.variables).toEqual({ id: 'e1' })
})

test('what was edited of it stands among its events by its day, from what to what, and says where today’s is taken back', async () => {
  const edit = (id: string, changes: object) => ({
    __typename: 'HouseholdEdit',
    id,
    field: 'ADDRESS',
    oldValue: 'Số 12',
    newValue: 'Số 12 ngõ 3',
    recordedAt: '2026-11-19T02:00:00.000Z',
    byName: 'Phạm Thu Thuỷ',
    undoneAt: null,
    undoneByName: null,
    isOfBulkEdit: true,
    ...changes,
  })
  show({
    household: {
      edits: [
        edit('d1', {
          field: 'RESIDENTIAL_GROUP',
          oldValue: 'Tổ 6',
          newValue: 'Tổ 7',
          recordedAt: new Date().toISOString(),
        }),
        // On the page of a group, where the way back is another change.
        edit('d4', {
          field: 'SELF_MANAGEMENT_GROUP',
          oldValue: 'Tổ tự quản 1',
          newValue: null,
          recordedAt: new Date(Date.now() - 1000).toISOString(),
          isOfBulkEdit: false,
        }),
        // Before midnight in London, the day of the event in Hà Nội.
        edit('d2', {
          field: 'SELF_MANAGEMENT_GROUP',
          oldValue: null,
          newValue: 'Tổ tự quản 2',
          recordedAt: '2026-11-19T18:00:00.000Z',
        }),
        edit('d3', { undoneAt: '2026-11-19T02:30:00.000Z', undoneByName: 'Ngô Văn Hải' }),
      ],
    },
  })
  const [, ...rows] = within(await screen.findByRole('table', { name: 'Lịch sử biến động' })).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/Đổi tổ dân phố.*Tổ 6 → Tổ 7.*Phạm Thu Thuỷ.*Hủy ở Các lần sửa nhiều dòng/),
    expect.stringMatching(/Đổi tổ tự quản.*Tổ tự quản 1 → không ở tổ nào/),
    expect.stringMatching(/20\/11\/2026.*Tạm vắng/),
    expect.stringMatching(/20\/11\/2026.*Đổi tổ tự quản.*không ở tổ nào → Tổ tự quản 2/),
    expect.stringMatching(/19\/11\/2026.*Sửa địa chỉ.*Đã hủy.*Số 12 → Số 12 ngõ 3.*Ngô Văn Hải hủy lúc/),
  ])
  expect(screen.getByText('1 biến động · 4 điều được sửa')).toBeTruthy()
  expect(screen.getAllByRole('link', { name: 'Hủy ở Các lần sửa nhiều dòng' })).toHaveLength(1)
})

test('with nobody ticked it says so, and asks the server for nothing', async () => {
  const { asked } = show()
  await userEvent.click(await screen.findByRole('button', { name: 'Ghi biến động' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Tạm vắng' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Tạm vắng' }))
  expect(await screen.findByText('Chưa chọn ai. Đánh dấu ít nhất một người.')).toBeDefined()
  expect(asked.some(({ operation }) => operation === 'RecordAbsence')).toBe(false)
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ghi biến động' })))
})

test('somebody is added to it, and its address corrected, from its own page', async () => {
  show()
  const add = await screen.findByRole('link', { name: 'Thêm người' })
  expect(add.getAttribute('href')).toBe('/ho-dan/dang-ky?ho=h1&ma=T07-0012')
  await userEvent.click(screen.getByRole('button', { name: 'Sửa địa chỉ' }))
  expect((await screen.findByLabelText<HTMLInputElement>(/Phần địa chỉ đang ghi/)).value).toBe('Số 12')
})

test('a household that is not there is said to be so once', async () => {
  renderPage(<HouseholdPage />, {
    role: 'REGISTRAR',
    at: '/ho-dan/ho/h0',
    path: '/ho-dan/ho/:id',
    answers: () => ({ data: { household: null }, errors: [{ message: 'Không tìm thấy hộ này.', code: 'NOT_FOUND' }] }),
  })
  expect(await screen.findByText('Không tìm thấy')).toBeDefined()
  await waitFor(() => expect(screen.queryByText('Vị trí')).toBeNull())
  expect(screen.getAllByText('Không tìm thấy')).toHaveLength(1)
})

test('nobody else records or takes back', async () => {
  show({ role: 'INSPECTOR' })
  await screen.findByRole('table', { name: 'Lịch sử biến động' })
  expect(screen.queryByRole('button', { name: 'Ghi biến động' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Hủy biến động' })).toBeNull()
})

test('a day in the past is looked at and not written to; what is no more leads on', async () => {
  const { asked } = show({
    at: '/ho-dan/ho/h1?ngay=2021-09-27',
    household: { dissolvedOn: '2021-10-01', successor: { __typename: 'Household', id: 'h2', code: 'T07-0099' } },
  })
  const link = await screen.findByRole('link', { name: 'Hộ kế tục: T07-0099' })
  expect(link.getAttribute('href')).toBe('/ho-dan/ho/h2')
  expect(asked.find(({ operation }) => operation === 'HouseholdPage')?.variables).toMatchObject({ on: '2021-09-27' })
  expect(screen.queryByRole('button', { name: 'Ghi biến động' })).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
