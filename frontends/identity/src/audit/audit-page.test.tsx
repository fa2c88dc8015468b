import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useNavigate } from '@vungxanh/remote'
import { type Answers, renderPage, sessionOf, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages as common } from '../messages.ts'
import { HouseholdPanel } from '../panels/household-panel.tsx'
import { AuditPage } from './audit-page.tsx'
import { messages } from './messages.ts'

const person = '33333333-3333-4333-8333-333333333333'

function record(id: string, at: string, given: object = {}) {
  return {
    __typename: 'AccessRecord',
    id,
    at,
    action: 'READ',
    accountId: 'acc1',
    name: 'Lê Minh Đức',
    role: 'HEALTH_STAFF',
    post: 'Viên chức Trạm Y tế',
    organisation: 'Trạm Y tế phường Giang Biên',
    purpose: 'CARE',
    requestId: 'req-1',
    operation: 'HealthPersonPanel',
    reads: [{ __typename: 'AccessRecordRead', type: 'Test', fields: ['outcome', 'sampledAt'], subjects: [person] }],
    doors: [{ __typename: 'AccessRecordDoor', door: 'person', search: null, reason: null }],
    changes: [],
    refusals: [],
    ...given,
  }
}

function page(records: object[], hasNextPage = false) {
  const edges = records.map((node, index) => ({ __typename: 'AccessRecordEdge', cursor: String(index), node }))
  const pageInfo = { __typename: 'PageInfo', hasNextPage, endCursor: 'end', startCursor: null, hasPreviousPage: false }
  return { __typename: 'AccessRecordConnection', edges, pageInfo }
}

type Pages = Partial<Record<'residents' | 'health' | 'welfare', object | null>>

/** Each department answers for itself; one that is not given has nothing to tell, one that is `null` is away. */
function answer(pages: Pages): Answers {
  return (operation, variables) => {
    if (operation !== 'AuditRecords') {
      return operation === 'AuditHousehold'
        ? {
            data: {
              household: {
                __typename: 'Household',
                id: 'h1',
                code: 'GB-0001',
                members: [{ __typename: 'HouseholdMember', person: { __typename: 'Person', id: person } }],
              },
            },
          }
        : {
            data: {
              person: {
                __typename: 'Person',
                id: person,
                fullName: 'Nguyễn Thị Đào',
                bornOn: null,
                birthYear: 1948,
                household: null,
              },
            },
          }
    }
    const department = ['residents', 'health', 'welfare', 'directives'].find((name) => variables[name]) ?? ''
    const known = department in pages ? pages[department as keyof Pages] : page([])
    if (known === null)
      return { data: null, errors: [{ message: 'x', code: 'SUBGRAPH_UNAVAILABLE', subgraph: department }] }
    return { data: { [`${department}Audit`]: known } }
  }
}

const bodyRows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1)

test('puts the records of all departments in one order, with the duty that each was under', async () => {
  renderPage(<AuditPage />, {
    at: `/quan-tri/nhat-ky?nguoi=${person}`,
    answers: answer({
      residents: page([record('1', '2026-11-20T01:00:00Z')]),
      health: page([record('1', '2026-11-20T03:00:00Z')]),
      welfare: page([record('7', '2026-11-20T02:00:00Z', { action: 'REFUSED', reads: [], name: 'Hoàng Anh Tuấn' })]),
    }),
  })
  await screen.findByText('Đang xem: Nguyễn Thị Đào')
  await screen.findByRole('row', { name: /Bị từ chối/ })
  await waitFor(() => expect(bodyRows()).toHaveLength(3))
  expect(bodyRows().map((row) => row.textContent)).toEqual([
    expect.stringMatching(/20\/11\/2026 10:00.*Cán bộ trạm y tế.*Chăm sóc.*Y tế.*Xét nghiệm/),
    expect.stringMatching(/20\/11\/2026 09:00.*An sinh.*Bị từ chối/),
    expect.stringMatching(/20\/11\/2026 08:00.*Hộ dân/),
  ])
})

test('marks the department that is away and keeps the others', async () => {
  renderPage(<AuditPage />, {
    at: `/quan-tri/nhat-ky?nguoi=${person}`,
    answers: answer({ residents: page([record('1', '2026-11-20T01:00:00Z')]), health: null }),
  })
  expect(await screen.findByText('Phần Y tế tạm thời không lấy được')).toBeDefined()
  expect(await screen.findByRole('row', { name: /Hộ dân/ })).toBeDefined()
})

test('shows nothing older than what every department has told so far', async () => {
  renderPage(<AuditPage />, {
    answers: answer({
      residents: page([record('9', '2026-11-20T09:00:00Z'), record('8', '2026-11-20T05:00:00Z')], true),
      health: page([record('3', '2026-11-20T06:00:00Z'), record('2', '2026-11-20T01:00:00Z')]),
    }),
  })
  expect(await screen.findByRole('button', { name: 'Xem thêm' })).toBeDefined()
  expect(bodyRows().map((row) => /\d\d:\d\d/.exec(row.textContent ?? '')?.[0])).toEqual(['16:00', '13:00', '12:00'])
})

test('tells all that was written down of an access, in words', async () => {
  renderPage(<AuditPage />, {
    at: `/quan-tri/nhat-ky?nguoi=${person}`,
    answers: answer({
      residents: page([
        record('1', '2026-11-20T01:00:00Z', {
          doors: [{ __typename: 'AccessRecordDoor', door: 'revealPhone', search: 'dao', reason: 'Gọi cấp cứu' }],
          refusals: ['Person.phoneMasked FORBIDDEN'],
        }),
      ]),
    }),
  })
  await userEvent.click(await screen.findByRole('button', { name: /^Chi tiết: Lê Minh Đức/ }))
  const dialog = await screen.findByRole('dialog')
  for (const text of [
    /kết quả, lúc lấy mẫu/,
    /của 1 người, hộ · có người đang tra cứu/,
    /xem số điện thoại đầy đủ · từ tìm “dao”/,
    /Gọi cấp cứu/,
    /Person.phoneMasked FORBIDDEN/,
    /req-1/,
  ])
    expect(dialog.textContent).toMatch(text)
})

test('keeps the conditions in the address, and takes an account from a row', async () => {
  const { asked } = renderPage(<AuditPage />, {
    role: 'DATA_PROTECTION_OFFICER',
    answers: answer({ residents: page([record('1', '2026-11-20T01:00:00Z')]) }),
  })
  await userEvent.type(screen.getByLabelText(/Mã số người/), 'không phải mã số')
  await userEvent.click(screen.getByRole('button', { name: 'Xem' }))
  expect(await screen.findByText('Không thấy mã số người trong nội dung đã dán.')).toBeDefined()
  await userEvent.clear(screen.getByLabelText(/Mã số người/))
  await userEvent.type(screen.getByLabelText(/Mã số người/), `https://x/ho-dan/nguoi/${person}`)
  await userEvent.type(screen.getByLabelText('Từ ngày'), '20/11/2026')
  await userEvent.click(screen.getByRole('button', { name: 'Xem' }))
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe(`/?nguoi=${person}&tu=2026-11-20`))
  await userEvent.click(await screen.findByRole('button', { name: 'Chỉ người này: Lê Minh Đức' }))
  const conditions = { subjects: [person], from: '2026-11-19T17:00:00.000Z', account: 'acc1' }
  const lastAsked = () => asked.findLast(({ operation }) => operation === 'AuditRecords')?.variables
  await waitFor(() => expect(lastAsked()).toMatchObject(conditions))
})

function Visit() {
  const go = useNavigate()
  return (
    <>
      <button type="button" onClick={() => go('/kiem-tra')}>
        go
      </button>
      <button type="button" onClick={() => go(-1)}>
        back
      </button>
      <AuditPage />
    </>
  )
}

test('narrowing down is no step of the history: going back leaves the page', async () => {
  renderPage(<Visit />, { role: 'DATA_PROTECTION_OFFICER', answers: answer({}), at: '/truoc', path: '*' })
  await userEvent.click(screen.getByRole('button', { name: 'go' }))
  await userEvent.type(screen.getByLabelText('Từ ngày'), '20/11/2026')
  await userEvent.click(screen.getByRole('button', { name: 'Xem' }))
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/kiem-tra?tu=2026-11-20'))
  await userEvent.click(screen.getByRole('button', { name: 'back' }))
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/truoc'))
})

test('shows beside a household who else looked, not what its reader did a moment ago', async () => {
  const own = record('2', '2026-11-20T02:00:00Z', { accountId: sessionOf('INSPECTOR').viewer.accountId, name: 'Tôi' })
  renderPage(<HouseholdPanel householdId="h1" />, {
    answers: answer({ residents: page([own, record('1', '2026-11-20T01:00:00Z')]) }),
  })
  expect(await screen.findByRole('row', { name: /Lê Minh Đức/ })).toBeDefined()
  expect(screen.queryByText('Tôi')).toBeNull()
})

test('asks for a household together with those who live in it', async () => {
  const { asked } = renderPage(<HouseholdPanel householdId="h1" />, { answers: answer({}) })
  expect(await screen.findByText('Gần đây không có ai khác truy cập.')).toBeDefined()
  expect(
    asked.filter(({ operation }) => operation === 'AuditRecords').map(({ variables }) => variables.subjects),
  ).toEqual(Array(4).fill(['h1', person]))
})

test('says once that a role may not read the audit', async () => {
  const forbidden: Answers = () => ({ data: null, errors: [{ message: 'x', code: 'FORBIDDEN' }] })
  renderPage(<AuditPage />, { role: 'CLERK', answers: forbidden })
  expect(await screen.findAllByText('Vai trò của bạn không được xem phần này')).toHaveLength(1)
})

test('speaks both languages', () => {
  expect(unevenTexts(messages)).toEqual([])
  expect(unevenTexts(common)).toEqual([])
})
