import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { HouseholdsPage } from './households-page.tsx'
import { messages } from './list-messages.ts'

const household = (number: number, changes: object) => ({
  __typename: 'Household',
  id: `h${number}`,
  code: `T01-000${number}`,
  address: `Số ${number} Phố Trạm`,
  residentialGroup: { __typename: 'ResidentialGroup', id: 'g1', name: 'Tổ dân phố 1', number: 1 },
  head: { __typename: 'Person', id: `p${number}`, fullName: 'Nguyễn Văn Minh' },
  memberCount: 4,
  presentCount: 3,
  lastVisit: { __typename: 'Visit', id: `v${number}`, visitedAt: '2021-09-24T02:00:00Z', result: 'NOBODY_HOME' },
  commitments: [{ __typename: 'Commitment', id: `c${number}`, endedOn: null }],
  quarantinedCount: 0,
  ...changes,
})

const households = [
  household(1, {}),
  household(2, { head: null, presentCount: 0, lastVisit: null, commitments: [], quarantinedCount: 2 }),
]
const answers: Answers = (operation, variables) => {
  if (operation === 'RegisterSearch')
    return { data: { adminUnit: { __typename: 'AdminUnit', code: '00121', name: 'Phường', residentialGroups: [] } } }
  const shown = households.map(({ lastVisit, commitments, quarantinedCount, ...rest }) => ({
    ...rest,
    ...(variables.withVisits ? { lastVisit, commitments } : {}),
    ...(variables.withQuarantine ? { quarantinedCount } : {}),
  }))
  return { data: { households: connection('Household', variables.lacking === 'HEAD' ? [] : shown) } }
}

const page = (role: Role, at = '/ho-dan/ho') =>
  renderPage(<HouseholdsPage />, { answers, role, path: '/ho-dan/ho', at })
const row = async (code: string) => within((await screen.findByRole('link', { name: code })).closest('tr') as never)

test('a row says who is here, who called last, and what must not be passed over', async () => {
  page('INSPECTOR')
  const [quiet, urgent] = [await row('T01-0001'), await row('T01-0002')]
  expect(quiet.getByText('3 / 4')).toBeDefined()
  expect(quiet.getByText('24/09/2021 · vắng nhà')).toBeDefined()
  expect(quiet.queryByText(/Chưa ký/)).toBeNull()
  for (const flag of ['Chưa có chủ hộ', 'Không ai có mặt', 'Chưa ký cam kết', '2 người đang cách ly', 'Chưa đến'])
    expect(urgent.getByText(flag), flag).toBeDefined()
})

test('nobody asks for what their role may not see', async () => {
  const { asked } = page('WELFARE_OFFICER', '/ho-dan/ho?thieu=VISIT&xep=LAST_VISIT')
  await row('T01-0001')
  expect(asked.find(({ operation }) => operation === 'HouseholdsPage')?.variables).toMatchObject({
    withVisits: false,
    withQuarantine: false,
    lacking: null,
    orderBy: 'CODE',
  })
  expect(screen.queryByText('Lần thăm gần nhất')).toBeNull()
  expect(screen.queryByRole('option', { name: 'Chưa ai đến thăm' })).toBeNull()
})

test('what the list is narrowed down and sorted by is in the address, for paper and file too', async () => {
  const { asked } = page('REGISTRAR', '/ho-dan/ho?thieu=PRESENCE&xep=HEAD')
  await row('T01-0001')
  const last = () => asked.findLast(({ operation }) => operation === 'HouseholdsPage')?.variables
  expect(last()).toMatchObject({ lacking: 'PRESENCE', orderBy: 'HEAD', withVisits: true, withQuarantine: false })
  expect(screen.getByRole('link', { name: 'In' }).getAttribute('href')).toBe(
    '/ho-dan/in/danh-sach-ho?thieu=PRESENCE&xep=HEAD',
  )
  await userEvent.selectOptions(screen.getByLabelText('Xếp theo'), 'MEMBERS')
  expect(screen.getByTestId('address').textContent).toContain('xep=MEMBERS')
  await userEvent.selectOptions(screen.getByLabelText('Lọc theo'), 'HEAD')
  expect(await screen.findByText('Không có hộ nào như vậy.')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Xóa lọc' }))
  await row('T01-0001')
  expect(last()).toMatchObject({ lacking: null, orderBy: 'CODE' })
})

test('while another department is away the list is there, and claims nothing of what it did not hear', async () => {
  const away: Answers = (operation, variables) => {
    const answer = answers(operation, variables)
    if (operation !== 'HouseholdsPage') return answer
    const unheard = households.map((one) => ({ ...one, commitments: null, quarantinedCount: null }))
    return {
      data: { households: connection('Household', unheard) },
      errors: [{ message: 'directives', code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'directives' }],
    }
  }
  renderPage(<HouseholdsPage />, { answers: away, role: 'INSPECTOR', path: '/ho-dan/ho', at: '/ho-dan/ho' })
  const urgent = await row('T01-0002')
  expect(urgent.getByText('Chưa có chủ hộ')).toBeDefined()
  expect(urgent.queryByText('Chưa ký cam kết')).toBeNull()
  expect(screen.getByText(/tạm thời không lấy được/)).toBeDefined()
})

test('every text is there in both languages', () => {
  expect(unevenTexts(messages)).toEqual([])
})
