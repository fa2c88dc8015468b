import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { ImportPage } from './import-page.tsx'
import { ImportsPage } from './imports-page.tsx'
import { messages } from './messages.ts'
import { messages as ofGroups } from './missing-groups-messages.ts'

const id = '00000000-0000-4000-8000-00000000000a'

const progress = {
  __typename: 'ImportProgress',
  isRunning: false,
  hasFailed: false,
  done: 0,
  total: 5,
  differing: 0,
  touched: [] as number[],
}

const missing = (number: number | null, name: string, closed: string | null = null) => ({
  __typename: 'ImportGroup',
  ...{ number, name, rows: 1203 },
  closed: closed && { __typename: 'ResidentialGroup', id: closed, name },
})

const batch = {
  __typename: 'ImportBatch',
  id,
  fileName: 'to-5.xlsx',
  sender: 'Tổ 5',
  state: 'READY',
  headerLine: 3,
  headers: ['Họ tên', 'Ghi chú', 'CCCD'],
  mapping: ['FULL_NAME', 'IGNORE', 'IDENTITY_NUMBER'],
  residenceKind: 'PERMANENT',
  byName: 'Nguyễn Thị Minh',
  receivedAt: '2021-09-27T08:00:00Z',
  committedAt: null as string | null,
  undoneAt: null,
  undoneByName: null,
  residentialGroup: null,
  counts: [
    { __typename: 'ImportCount', verdict: 'NEW', rows: 1203 },
    { __typename: 'ImportCount', verdict: 'UPDATE', rows: 1 },
    { __typename: 'ImportCount', verdict: 'WRONG', rows: 2 },
  ],
  progress: null as typeof progress | null,
  missingGroups: [] as ReturnType<typeof missing>[],
}

const row = (line: number, given: object) => ({
  __typename: 'ImportRow',
  id: `row${line}`,
  line,
  verdict: 'NEW',
  reasons: [],
  warnings: [],
  decision: null,
  cells: ['Lê An', '', '001xxxxxx111'],
  changes: [],
  person: null,
  ...given,
})

const rows = [
  row(4, { verdict: 'WRONG', reasons: ['Số giấy tờ có 4 ký tự.'], cells: ['Lê An', '', '0011'] }),
  row(5, {
    verdict: 'UPDATE',
    changes: [{ __typename: 'ImportChange', field: 'PHONE', from: null, to: '091xxxx111' }],
    person: { __typename: 'Person', id: 'p1', fullName: 'Trần Bình' },
  }),
]

function answering(given: Partial<typeof batch> = {}, hasNextPage = false): Answers {
  return (operation) => {
    if (operation === 'ImportPage') return { data: { importBatch: { ...batch, ...given } } }
    if (operation === 'ImportRows') {
      const page = connection('ImportRow', rows)
      const pageInfo = { ...page.pageInfo, hasNextPage, endCursor: 'c50' }
      return { data: { importBatch: { __typename: 'ImportBatch', id, rows: { ...page, pageInfo } } } }
    }
    if (operation === 'ImportGroups')
      return { data: { adminUnit: { __typename: 'AdminUnit', code: '00121', residentialGroups: [] } } }
    if (operation === 'ImportsPage') return { data: { importBatches: connection('ImportBatch', [batch]) } }
    if (operation === 'CorrectImportRow')
      return { data: { correctImportRow: { __typename: 'ImportNotReady', message: 'Danh sách đang được xử lý.' } } }
    if (operation === 'CommitImport') return { data: { commitImport: { __typename: 'ImportSuccess' } } }
    return 'offline'
  }
}

const page = { path: '/ho-dan/nhap-danh-sach/:id', at: `/ho-dan/nhap-danh-sach/${id}` }

function gatewayAnswers(status: number, body: object) {
  const sent: { path: string; type: string | null; text: string }[] = []
  vi.stubGlobal('fetch', async (path: string, { body: file, headers }: RequestInit) => {
    sent.push({ path, type: new Headers(headers).get('content-type'), text: await (file as Blob).text() })
    return Response.json(body, { status })
  })
  return sent
}

test('cells pasted from a spreadsheet are sent as bytes, and open their preview', async () => {
  const sent = gatewayAnswers(200, { id, rows: 1 })
  renderPage(<ImportsPage />, { answers: answering(), role: 'REGISTRAR', at: '/ho-dan/nhap-danh-sach' })
  await userEvent.click(await screen.findByLabelText(/Hoặc dán từ bảng tính/))
  await userEvent.paste('Họ tên\tNăm sinh\nLê An\t1980')
  await userEvent.type(screen.getByLabelText(/Nơi gửi danh sách/), 'Tổ 5')
  await userEvent.click(screen.getByRole('button', { name: 'Xem trước' }))
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe(`/ho-dan/nhap-danh-sach/${id}`))
  expect(sent).toEqual([
    {
      path: '/files/residents/imports?unit=00121&sender=T%E1%BB%95+5&name=',
      type: 'application/octet-stream',
      text: 'Họ tên\tNăm sinh\nLê An\t1980',
    },
  ])
})

test('a file that is refused says why, and nothing at all is not sent', async () => {
  const sent = gatewayAnswers(422, {
    errors: [{ message: 'Tệp dùng bảng mã TCVN3.', extensions: { code: 'BAD_USER_INPUT' } }],
  })
  renderPage(<ImportsPage />, { answers: answering(), role: 'REGISTRAR' })
  await userEvent.type(await screen.findByLabelText(/Nơi gửi danh sách/), 'Tổ 5')
  await userEvent.click(screen.getByRole('button', { name: 'Xem trước' }))
  expect(await screen.findByText(/Hãy chọn một tệp, hoặc dán/)).toBeDefined()
  expect(sent).toEqual([])
  await userEvent.upload(screen.getByLabelText('Tệp Excel hoặc CSV'), new File(['ab'], 'cu.csv'))
  await userEvent.click(screen.getByRole('button', { name: 'Xem trước' }))
  expect(await screen.findByText('Tệp dùng bảng mã TCVN3.')).toBeDefined()
  expect(sent[0]?.path).toContain('name=cu.csv')
})

test('rows say what is wrong and what changes; a cell is corrected by keyboard, a refusal is shown', async () => {
  const { asked } = renderPage(<ImportPage />, { answers: answering(), role: 'REGISTRAR', ...page })
  expect(await screen.findByText('Số giấy tờ có 4 ký tự.')).toBeDefined()
  expect(screen.getByText('091xxxx111')).toBeDefined()
  expect(screen.queryByLabelText('Ghi chú, dòng 4')).toBeNull()
  const cell = screen.getByLabelText('CCCD, dòng 4')
  await userEvent.clear(cell)
  await userEvent.type(cell, '001075000111{Enter}')
  expect(document.activeElement).toBe(screen.getByLabelText('CCCD, dòng 5'))
  expect(await screen.findByText('Danh sách đang được xử lý.')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'CorrectImportRow')?.variables).toEqual({
    input: { rowId: 'row4', cells: [{ column: 2, text: '001075000111' }], decision: null },
  })
})

test('groups that the register lacks are named once, listed in the question, and opened with what the list calls them', async () => {
  let opened = false
  const missingGroups = [missing(2, 'Tổ 2'), missing(4, 'Tổ 4', 'g4'), missing(12, 'Tổ 12'), missing(null, 'Thôn Đông')]
  const answers: Answers = (operation, variables) => {
    if (operation !== 'OpenImportGroups') return answering(opened ? {} : { missingGroups })(operation, variables)
    if (opened) return { data: { openImportGroups: { __typename: 'ImportSuccess' } } }
    opened = true
    return {
      data: { openImportGroups: { __typename: 'ResidentialGroupNumberTaken', message: 'Số này là của Tổ 2.' } },
    }
  }
  const { asked } = renderPage(<ImportPage />, { answers, role: 'REGISTRAR', ...page })
  expect(await screen.findByText('Danh sách nêu 4 tổ mà sổ không có')).toBeDefined()
  expect(screen.getByText('Tổ 2, Tổ 12.')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Tổ 4' }).getAttribute('href')).toBe('/ho-dan/to-dan-pho/g4')
  expect(screen.getByText(/“Thôn Đông”/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Mở các tổ này' }))
  const dialog = await screen.findByRole('dialog', { name: 'Mở 2 tổ dân phố?' })
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['Số 2: Tổ 2 (1.203 dòng)', 'Số 12: Tổ 12 (1.203 dòng)'])
  const press = () => userEvent.click(within(dialog).getByRole('button', { name: 'Mở các tổ này' }))
  await press()
  expect(await within(dialog).findByText('Số này là của Tổ 2.')).toBeDefined()
  await press()
  await waitFor(() => expect(screen.queryByText(/Danh sách nêu/)).toBeNull())
  expect(asked.find(({ operation }) => operation === 'OpenImportGroups')?.variables).toEqual({
    input: {
      id,
      groups: [
        { number: 2, name: 'Tổ 2' },
        { number: 12, name: 'Tổ 12' },
      ],
    },
  })
})

test('more groups than a ward has are a column that is something else', async () => {
  const missingGroups = Array.from({ length: 201 }, (_, i) => missing(i + 1, `Tổ ${i + 1}`))
  renderPage(<ImportPage />, { answers: answering({ missingGroups }), role: 'REGISTRAR', ...page })
  expect(await screen.findByText('Danh sách nêu hơn 200 tổ mà sổ không có')).toBeDefined()
  expect(screen.getByText(/Hãy xem lại ở phần Ghép cột/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Mở các tổ này' })).toBeNull()
})

test('writing says how many of what before it is done, and the file of results is at hand', async () => {
  const { asked } = renderPage(<ImportPage />, { answers: answering(), role: 'REGISTRAR', ...page })
  await userEvent.click(await screen.findByRole('button', { name: 'Ghi vào sổ' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/Thêm 1\.203 người mới, sửa 1 .* 2 dòng sai, 0 dòng trùng/)).toBeDefined()
  expect(asked.some(({ operation }) => operation === 'CommitImport')).toBe(false)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ghi vào sổ' }))
  await waitFor(() => expect(asked.some(({ operation }) => operation === 'CommitImport')).toBe(true))
})

test('work that goes on is asked after until it is done, and nothing can be corrected meanwhile', async () => {
  let times = 0
  const answers: Answers = (operation, variables) => {
    if (operation !== 'ImportPage') return answering()(operation, variables)
    times++
    return times < 3
      ? answering({ progress: { ...progress, isRunning: true, done: times } })(operation, variables)
      : answering({ state: 'COMMITTED', committedAt: new Date().toISOString(), progress })(operation, variables)
  }
  renderPage(<ImportPage />, { answers, role: 'REGISTRAR', ...page })
  expect(await screen.findByRole('progressbar')).toBeDefined()
  expect(screen.getByRole('button', { name: 'Dừng' })).toBeDefined()
  expect(screen.queryByLabelText('CCCD, dòng 4')).toBeNull()
  expect(await screen.findByRole('button', { name: 'Hoàn tác cả danh sách' })).toBeDefined()
  expect(screen.getByText('1.203 người mới, 1 người được cập nhật.')).toBeDefined()
})

test('after a day a list is no longer undone as a whole; lines worked on since are named', async () => {
  const touched = { ...progress, touched: [4, 9] }
  const answers = answering({ state: 'COMMITTED', committedAt: '2021-09-27T09:00:00Z', progress: touched })
  renderPage(<ImportPage />, { answers, role: 'REGISTRAR', ...page })
  expect(await screen.findByText(/các dòng 4, 9/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Hoàn tác cả danh sách' })).toBeNull()
})

test('a long list is turned page by page', async () => {
  const { asked } = renderPage(<ImportPage />, { answers: answering({}, true), role: 'REGISTRAR', ...page })
  await userEvent.click(await screen.findByRole('button', { name: 'Trang sau' }))
  expect(await screen.findByText('Trang 2')).toBeDefined()
  await waitFor(() =>
    expect(asked.findLast(({ operation }) => operation === 'ImportRows')?.variables).toMatchObject({ after: 'c50' }),
  )
})

test('an inspector sees the list and its counts, never its rows', async () => {
  const { asked } = renderPage(<ImportPage />, { answers: answering(), role: 'INSPECTOR', ...page })
  expect(await screen.findByText(/Từng dòng chỉ hiện cho cán bộ hộ dân/)).toBeDefined()
  expect(screen.getByText('1.203')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Ghi vào sổ' })).toBeNull()
  expect(asked.map(({ operation }) => operation)).not.toContain('ImportRows')
  expect(asked.find(({ operation }) => operation === 'ImportPage')?.variables).toEqual({ id, withGroups: false })
})

test('says everything in both languages', () =>
  expect([...unevenTexts(messages), ...unevenTexts(ofGroups)]).toEqual([]))
