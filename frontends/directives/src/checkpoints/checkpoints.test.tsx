import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { today } from '@vungxanh/ui'
import { expect, test } from 'vitest'
import { CheckpointPage } from './checkpoint-page.tsx'
import { CheckpointsPage } from './checkpoints-page.tsx'
import { blankEntry, entryInput, parseTemperature } from './entry-values.ts'
import { messages } from './messages.ts'

const counts = { __typename: 'CheckpointCounts', in: 12, out: 7, turnedBack: 2, sentToStation: 1 }
const checkpoint = {
  __typename: 'Checkpoint',
  id: 'c1',
  name: 'Chốt số 1',
  kind: 'WARD_GATE',
  place: 'Đầu đường',
  latitude: null,
  longitude: null,
  activeFrom: '2021-08-01',
  activeTo: null as string | null,
  endReason: null,
  lastEntryAt: null as string | null,
  document: null,
  residentialGroup: null,
  counts,
  changes: [] as object[],
}

const line = (changes: object) => ({
  __typename: 'CheckpointEntry',
  id: 'e1',
  at: '2021-09-27T01:00:00.000Z',
  direction: 'IN',
  people: 1,
  purpose: 'WORK',
  paper: null,
  paperUntil: null,
  decision: 'LET_THROUGH',
  byName: 'Tổ Covid 1',
  annulledAt: null,
  annulReason: null,
  saidName: 'Trần Thị Lượt',
  birthYear: 1990,
  plate: null,
  note: null,
  reason: null,
  fromPlace: null,
  stayingAt: null,
  stayReport: null,
  person: null,
  phoneMasked: null,
  identityMasked: null,
  temperature: 36.6,
  healthReason: null,
  ...changes,
})

const answering =
  (lines: object[], of: object = {}, results: Record<string, object> = {}): Answers =>
  (operation) =>
    operation in results
      ? { data: results[operation] as Record<string, unknown> }
      : {
          data: {
            checkpoint: { ...checkpoint, ...of },
            checkpoints: [{ ...checkpoint, ...of }],
            checkpointEntries: connection('CheckpointEntry', lines as never),
          },
        }

const page = (role: Role, answers: Answers) =>
  renderPage(<CheckpointPage />, { role, answers, path: '/dieu-hanh/chot/:id', at: '/dieu-hanh/chot/c1' })

test('shows who came through, and what a role may not read is not asked for', async () => {
  const { asked } = page('TEAM_LEADER', answering([line({})]))
  await screen.findByRole('cell', { name: 'Tổ Covid 1' })
  expect(asked.find(({ operation }) => operation === 'CheckpointPage')?.variables).toMatchObject({
    who: false,
    persons: false,
    health: false,
    on: today(),
  })
  expect(screen.queryByRole('columnheader', { name: 'Người qua chốt' })).toBeNull()
  expect(screen.queryByRole('columnheader', { name: /Thân nhiệt/ })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Ghi' })).toBeNull()
})

test('a line is written by keyboard, and the form waits for the next one', async () => {
  const entry = { __typename: 'CheckpointEntry', id: 'new' }
  const { asked } = page(
    'COMMUNITY_TEAM',
    answering(
      [],
      {},
      { RecordCheckpointEntry: { recordCheckpointEntry: { __typename: 'CheckpointEntrySuccess', entry } } },
    ),
  )
  const name = await screen.findByLabelText(/Họ và tên/)
  await userEvent.type(name, 'Lê Văn Qua{Enter}')
  await userEvent.selectOptions(screen.getByLabelText('Việc'), 'Đi làm')
  await userEvent.type(screen.getByLabelText(/Thân nhiệt/), '36,7')
  await userEvent.keyboard('{Control>}s{/Control}')
  expect(await screen.findByText('Đã ghi Lê Văn Qua')).toBeDefined()
  const sent = asked.find(({ operation }) => operation === 'RecordCheckpointEntry')?.variables.input
  expect(sent).toMatchObject({
    checkpointId: 'c1',
    saidName: 'Lê Văn Qua',
    purpose: 'WORK',
    temperature: 36.7,
    decision: 'LET_THROUGH',
    people: 1,
  })
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Họ và tên/)))
  expect(screen.getByLabelText<HTMLInputElement>(/Họ và tên/).value).toBe('')
  expect(screen.getByLabelText<HTMLSelectElement>('Việc').value).toBe('WORK')
})

test('asks from where only whoever comes to stay, and for the reason of whoever is turned back', async () => {
  page('CLERK', answering([]))
  expect(await screen.findByLabelText('Việc')).toBeDefined()
  expect(screen.queryByLabelText('Từ đâu đến')).toBeNull()
  await userEvent.selectOptions(screen.getByLabelText('Việc'), 'Đến ở, trở về từ nơi khác')
  expect(screen.getByLabelText('Từ đâu đến')).toBeDefined()
  const form = screen.getByRole('form', { name: 'Ghi lượt qua chốt' })
  expect(within(form).queryByLabelText(/Vì sao/)).toBeNull()
  await userEvent.selectOptions(within(form).getByLabelText('Quyết định'), 'Không cho qua')
  expect(within(form).getByLabelText(/Vì sao/)).toBeDefined()
})

test('a line is annulled after a question, and shows that it was', async () => {
  const annulled = line({ id: 'e2', saidName: 'Ngô Thị Nhầm', annulledAt: '2021-09-27T02:00:00Z', annulReason: 'Nhầm' })
  const { asked } = page(
    'CLERK',
    answering(
      [line({}), annulled],
      {},
      { AnnulCheckpointEntry: { annulCheckpointEntry: { __typename: 'CheckpointEntryAnnulled', message: 'x' } } },
    ),
  )
  expect(await screen.findByText('Đã hủy')).toBeDefined()
  expect(screen.queryByRole('button', { name: /Hủy: .*Ngô Thị Nhầm/ })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Hủy: 08:00 Trần Thị Lượt' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByLabelText(/Vì sao hủy/), 'Ghi nhầm người')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Hủy' }))
  expect(await within(dialog).findByText(/đã được hủy rồi/)).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'AnnulCheckpointEntry')?.variables).toEqual({
    input: { id: 'e1', reason: 'Ghi nhầm người' },
  })
})

test('a checkpoint is corrected within the ward’s bounds, and the history says what was there before', async () => {
  const was = { ...checkpoint, __typename: 'CheckpointChange', id: 'h1', at: '2021-09-02T01:00:00Z', byName: 'Văn thư' }
  const outline = { __typename: 'GroupOutline', id: 'o1', ring: [[105.91, 21.06]] }
  const group = { __typename: 'ResidentialGroup', id: 'g1', name: 'Tổ 1', outline }
  const { asked } = page(
    'CLERK',
    answering(
      [],
      { latitude: 21.065, longitude: 105.915, changes: [{ ...was, name: 'Chốt 1' }] },
      {
        CheckpointGroups: { adminUnit: { __typename: 'AdminUnit', code: '00121', residentialGroups: [group] } },
        CorrectCheckpoint: {
          correctCheckpoint: { __typename: 'CheckpointSuccess', checkpoint: { __typename: 'Checkpoint', id: 'c1' } },
        },
      },
    ),
  )
  const history = within(await screen.findByRole('table', { name: 'Lịch sử sửa' }))
  expect(history.getAllByRole('row').map((row) => row.textContent)).toEqual([
    expect.any(String),
    expect.stringContaining('Tên chốtChốt 1Chốt số 1Văn thư'),
    expect.stringContaining('Vị trí trên bản đồChưa có trên bản đồ21.065, 105.915Văn thư'),
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Sửa chốt' }))
  const dialog = within(await screen.findByRole('dialog'))
  const position = dialog.getByLabelText(/Vị trí trên bản đồ/)
  const write = async (text: string) => {
    await userEvent.clear(position)
    await userEvent.type(position, text)
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu' }))
  }
  await dialog.findByRole('option', { name: 'Tổ 1' })
  await write('21.4, 105.9')
  expect(await dialog.findByText(/cách địa bàn hơn 15 km/)).toBeDefined()
  await write('ngã ba')
  await waitFor(() => expect(dialog.queryByText(/cách địa bàn hơn 15 km/)).toBeNull())
  await write('21.07, 105.92')
  expect(await screen.findByText('Đã sửa Chốt số 1')).toBeDefined()
  expect(asked.filter(({ operation }) => operation === 'CorrectCheckpoint').map(({ variables }) => variables)).toEqual([
    {
      input: {
        id: 'c1',
        name: 'Chốt số 1',
        kind: 'WARD_GATE',
        place: 'Đầu đường',
        latitude: 21.07,
        longitude: 105.92,
        residentialGroup: null,
        documentId: null,
      },
    },
  ])
})

test('whole numbers of a line are shown for a reason, to whom they are for', async () => {
  const numbers = { __typename: 'EntryNumbersSuccess', phone: '0912345678', identityNumber: '001180012345' }
  const { asked } = page(
    'HEALTH_STAFF',
    answering(
      [line({ phoneMasked: '091xxxx678', identityMasked: '001xxxxxx345' })],
      {},
      {
        RevealEntryNumbers: { revealEntryNumbers: numbers },
      },
    ),
  )
  expect(await screen.findByText('091xxxx678 · 001xxxxxx345')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Hiện số: Trần Thị Lượt' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.type(dialog.getByLabelText(/Lý do cần số đầy đủ/), 'Gọi báo kết quả')
  await userEvent.click(dialog.getByRole('button', { name: 'Hiện số' }))
  expect(await screen.findByText('0912345678 · 001180012345')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'RevealEntryNumbers')?.variables).toEqual({
    input: { id: 'e1', reason: 'Gọi báo kết quả' },
  })
})

test('a day on which nobody came leads to the latest one', async () => {
  const none = { ...counts, in: 0, out: 0, turnedBack: 0, sentToStation: 0 }
  const answers = answering([], { counts: none, lastEntryAt: '2021-09-27T01:00:00.000Z' })
  renderPage(<CheckpointsPage />, { role: 'CLERK', answers })
  await userEvent.click(await screen.findByRole('button', { name: /ngày gần nhất có lượt: 27\/09\/2021/ }))
  expect((await screen.findByTestId('address')).textContent).toContain('ngay=2021-09-27')
})

test('what a closed part of the form holds is not meant for the line', () => {
  const of = { id: 'i', checkpointId: 'c', day: '2021-09-27' }
  const values = { ...blankEntry, saidName: 'An', time: '8h05', phone: '0912345678', fromPlace: 'Huế' }
  expect(entryInput(values, of)).toMatchObject({ at: '2021-09-27T08:05:00+07:00', saidName: 'An' })
  expect(entryInput(values, of)).not.toHaveProperty('phone')
  expect(entryInput(values, of)).not.toHaveProperty('fromPlace')
  expect(entryInput({ ...values, purpose: 'STAY' }, of)).toMatchObject({ phone: '0912345678', fromPlace: 'Huế' })
  expect(entryInput({ ...values, time: '' }, of)).toBe('time')
  expect(entryInput({ ...values, temperature: 'nóng' }, of)).toBe('temperature')
  expect(['36,6', '36.6', '37', '366', '36,66'].map(parseTemperature)).toEqual([36.6, 36.6, 37, undefined, undefined])
})

test('says everything in both languages', () => expect(unevenTexts(messages)).toEqual([]))
