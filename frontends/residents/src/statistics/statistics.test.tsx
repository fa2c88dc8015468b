import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, sessionOf, unevenTexts } from '@vungxanh/remote/testing'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { CountedPage } from './counted-page.tsx'
import { messages } from './messages.ts'
import { StatisticsPage } from './statistics-page.tsx'

// What draws needs a screen; its figures are asserted in the table beside it.
vi.mock('@vungxanh/ui/chart', () => ({
  ChartPanel: ({ title, table }: { title: string; table: ReactNode }) => <section aria-label={title}>{table}</section>,
}))

const team = { __typename: 'SelfManagementGroup', id: 's1', name: 'Tổ tự quản 1' }
const group = {
  __typename: 'ResidentialGroup',
  id: 'g1',
  name: 'Tổ dân phố 1',
  number: 1,
  selfManagementGroups: [team],
}
const band = (from: number | null, male: number) => ({ __typename: 'AgeBand', from, male, female: 0, unknownSex: 0 })

const ward = {
  __typename: 'AdminUnit',
  code: '00121',
  name: 'Phường Giang Biên',
  validFrom: null,
  validTo: null,
  predecessors: [],
  successors: [],
}

function countsOf(code: string, name: string, persons: number) {
  return {
    __typename: 'UnitCounts',
    ...{ households: 400, persons, present: 1200, children: 200, elderly: 150 },
    unit: { __typename: 'AdminUnit', code, name },
  }
}

const statistics = {
  __typename: 'Statistics',
  withoutPapers: 3,
  residents: {
    __typename: 'ResidentCounts',
    persons: 1234,
    present: 1200,
    absent: 34,
    children: 200,
    elderly: 150,
    byAge: [band(0, 40), band(100, 1), band(null, 2)],
    byResidenceKind: [{ __typename: 'ResidenceKindCount', kind: 'TEMPORARY', persons: 5 }],
  },
  households: {
    __typename: 'HouseholdCounts',
    households: 400,
    bySize: [{ __typename: 'HouseholdSizeCount', size: 2, households: 7 }],
  },
  movements: [{ __typename: 'MovementCount', figure: 'BIRTHS', persons: 6 }],
  circumstances: [{ __typename: 'CircumstanceCount', kind: 'POOR_HOUSEHOLD', households: 3, persons: 11 }],
  arrivals: {
    __typename: 'ArrivalCounts',
    arrivals: 8,
    byOrigin: [{ __typename: 'OriginCount', place: 'Bắc Ninh', arrivals: 8 }],
  },
  byUnit: [countsOf('00121', 'Phường Giang Biên', 1234)],
  byResidentialGroup: [
    {
      __typename: 'GroupCounts',
      households: 400,
      persons: 1234,
      present: 1200,
      children: 200,
      elderly: 150,
      residentialGroup: group,
    },
  ],
  bySelfManagementGroup: [
    {
      __typename: 'SelfManagementCounts',
      households: 100,
      persons: 300,
      present: 290,
      children: 50,
      elderly: 40,
      selfManagementGroup: { ...team, residentialGroup: group },
    },
    {
      __typename: 'SelfManagementCounts',
      households: 300,
      persons: 934,
      present: 910,
      children: 150,
      elderly: 110,
      selfManagementGroup: null,
    },
  ],
  latestOn: '2020-11-05',
  ageRules: [
    { __typename: 'AgeRule', code: 'CHILD', from: 0, to: 15, source: 'Luật Trẻ em', verified: false },
    { __typename: 'AgeRule', code: 'ELDERLY', from: 60, to: null, source: 'Luật Người cao tuổi', verified: false },
  ],
}

const city = { __typename: 'AdminUnit', code: '01', name: 'Thành phố Hà Nội' }

const asked: { operation: string; variables: Record<string, unknown> }[] = []
const answers: Answers = (operation, variables) => {
  asked.push({ operation, variables })
  if (operation === 'StatisticsTrend') {
    return {
      data: {
        statistics: {
          __typename: 'Statistics',
          trend: [{ __typename: 'TrendPoint', on: '2021-08-31', persons: 1230, present: 1201 }],
        },
      },
    }
  }
  if (operation === 'CountedResidents') return { data: { countedResidents: connection('Residence', []) } }
  const { withoutPapers, ...rest } = statistics
  return {
    data: {
      adminUnit: { ...ward, residentialGroups: [group] },
      statistics: variables.withPapers ? { withoutPapers, ...rest } : rest,
    },
  }
}

const at = '/ho-dan/thong-ke?ngay=2021-09-27&tu=2021-09-01'
const page = { answers, path: '/ho-dan/thong-ke', at }

test('each number opens its rows of the same place, day and period', async () => {
  renderPage(<StatisticsPage />, { ...page, role: 'REGISTRAR' })
  const people = await screen.findByRole('link', { name: /Người cư trú.*1\.234/ })
  expect(people.getAttribute('href')).toBe('/ho-dan/thong-ke/nguoi?ngay=2021-09-27&tu=2021-09-01&loai=PERSONS')
  expect(screen.getByText('người, dưới 16 tuổi')).toBeDefined()
  const ages = within(screen.getByRole('region', { name: 'Tháp tuổi' }))
  expect(ages.getByRole('link', { name: '1' }).getAttribute('href')).toContain('loai=PERSONS&tuoi=100&gioi=MALE')
  expect(ages.getByRole('link', { name: '2' }).getAttribute('href')).toContain('loai=AGE_UNKNOWN&gioi=MALE')
  expect(screen.getByRole('link', { name: '6' }).getAttribute('href')).toBe(
    '/ho-dan/thong-ke/bien-dong?ngay=2021-09-27&tu=2021-09-01&loai=BIRTHS',
  )
  expect(await screen.findByText('1.230')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'StatisticsPage')?.variables).toMatchObject({
    asOf: '2021-09-27T23:59:00+07:00',
    from: '2021-09-01',
    residentialGroup: null,
  })
})

test('self-management groups are compared, and the statistics of one have an address of their own', async () => {
  renderPage(<StatisticsPage />, { ...page, role: 'REGISTRAR' })
  const teams = within(await screen.findByRole('region', { name: 'So sánh các tổ tự quản' }))
  expect(teams.getByRole('link', { name: 'Tổ tự quản 1, Tổ dân phố 1' }).getAttribute('href')).toBe(
    '/ho-dan/thong-ke?tq=s1&ngay=2021-09-27&tu=2021-09-01',
  )
  expect(teams.getByText('Chưa vào tổ tự quản nào')).toBeDefined()
  await userEvent.selectOptions(screen.getByLabelText('Nơi thống kê'), 'tq:s1')
  expect(screen.getByTestId('address').textContent).toContain('tq=s1')
  await waitFor(() =>
    expect(asked.findLast(({ operation }) => operation === 'StatisticsPage')?.variables).toMatchObject({
      residentialGroup: null,
      selfManagementGroup: 's1',
    }),
  )
  const people = await screen.findByRole('link', { name: /Người cư trú.*1\.234/ })
  expect(people.getAttribute('href')).toContain('tq=s1')
  expect(screen.queryByRole('region', { name: 'So sánh các tổ tự quản' })).toBeNull()
})

test('a period in which nothing happened says so, what was before, and leads to the last day of it', async () => {
  const quiet = {
    movements: [{ ...statistics.movements[0], persons: 0 }],
    arrivals: { ...statistics.arrivals, arrivals: 0 },
    latestOn: null,
  }
  const answersOf =
    (ever: object): Answers =>
    (operation, variables) => {
      const answer = answers(operation, variables)
      const figures = operation === 'StatisticsEver' ? ever : quiet
      if (answer === 'offline' || operation === 'StatisticsTrend') return answer
      return { data: { ...answer.data, statistics: { ...statistics, ...figures } } }
    }
  const before = renderPage(<StatisticsPage />, { ...page, answers: answersOf({}), role: 'CHAIR' })
  const all = await screen.findByRole('link', { name: 'Xem 14 lượt trước đó' })
  expect(all.getAttribute('href')).toBe('/ho-dan/thong-ke?ngay=2021-09-27&tu=2000-01-01')
  expect(screen.getByRole('link', { name: 'Về ngày 05/11/2020' }).getAttribute('href')).toBe(
    '/ho-dan/thong-ke?ngay=2020-11-05&tu=2020-01-01',
  )
  before.unmount()

  renderPage(<StatisticsPage />, { ...page, answers: answersOf(quiet), role: 'CHAIR' })
  expect(await screen.findByText(/Từ 01\/09\/2021 đến 27\/09\/2021 sổ không ghi sinh, mất/)).toBeDefined()
  expect(await screen.findByText('Trước đó sổ cũng chưa ghi gì.')).toBeDefined()
  expect(screen.queryByRole('link', { name: /Về ngày/ })).toBeNull()
})

test('a unit says whose place it took, and who took its place when its numbers have ended', async () => {
  const lineage = (code: string, name: string, verified: boolean) => ({
    __typename: 'UnitLineage',
    unit: { __typename: 'AdminUnit', code, name },
    kind: 'MERGED',
    fromOn: '2021-07-01',
    document: 'Nghị quyết thử',
    verified,
  })
  const none = renderPage(<StatisticsPage />, { ...page, role: 'CHAIR' })
  await screen.findByText('Trẻ em', { selector: '.vx-tile-label' })
  expect(screen.queryByText('Địa giới')).toBeNull()
  none.unmount()

  const ended = {
    ...ward,
    validTo: '2021-06-30',
    predecessors: [lineage('90001', 'Xã Cũ', true)],
    successors: [lineage('90002', 'Phường Mới', false)],
  }
  renderPage(<StatisticsPage />, {
    ...page,
    answers: (operation, variables) =>
      operation === 'StatisticsPage'
        ? {
            data: { adminUnit: { ...ended, residentialGroups: [] }, statistics: null },
            errors: [{ message: 'Từ đó hãy xem số liệu của Phường Mới.', code: 'UNIT_ENDED' }],
          }
        : answers(operation, variables),
    role: 'CHAIR',
  })
  const table = await screen.findByRole('table', { name: 'Địa giới' })
  expect(
    within(table).getByRole('row', { name: /Đơn vị cũ Xã Cũ \(90001\) Nhập 01\/07\/2021 Nghị quyết thử$/ }),
  ).toBeDefined()
  expect(
    within(table).getByRole('row', { name: /Đơn vị tiếp nhận Phường Mới \(90002\).*chưa đối chiếu/i }),
  ).toBeDefined()
  expect(screen.getByText(/đến hết ngày 30\/06\/2021/)).toBeDefined()
  expect(screen.getByText(/Từ đó hãy xem số liệu của Phường Mới/)).toBeDefined()
})

test('who may not see persons has the numbers without a way to the rows', async () => {
  renderPage(<StatisticsPage />, { ...page, role: 'CHAIR' })
  expect(await screen.findByText('Trẻ em', { selector: '.vx-tile-label' })).toBeDefined()
  expect(screen.queryByRole('link', { name: /1\.234/ })).toBeNull()
  expect(screen.queryByText('Chưa có giấy tờ')).toBeNull()
})

test('the chosen group and day are in the address, and a day to come is refused', async () => {
  renderPage(<StatisticsPage />, { ...page, role: 'REGISTRAR' })
  await screen.findByRole('option', { name: 'Tổ dân phố 1' })
  await userEvent.selectOptions(screen.getByLabelText('Nơi thống kê'), 'g1')
  expect(screen.getByTestId('address').textContent).toContain('to=g1')
  const day = screen.getByLabelText(/Tính đến ngày/)
  await userEvent.clear(day)
  await userEvent.type(day, '1/1/2199')
  await userEvent.click(screen.getByRole('button', { name: 'Xem' }))
  expect((await screen.findAllByText(/Ngày này chưa đến/)).length).toBeGreaterThan(0)
  await userEvent.clear(day)
  await userEvent.type(day, '15/9/2021')
  await userEvent.click(screen.getByRole('button', { name: 'Xem' }))
  await waitFor(() => expect(screen.getByTestId('address').textContent).toContain('ngay=2021-09-15'))
})

test('a list says what it lists, and an address of nothing says so', async () => {
  renderPage(<CountedPage />, {
    answers,
    role: 'REGISTRAR',
    path: '/ho-dan/thong-ke/:figure',
    at: '/ho-dan/thong-ke/nguoi?ngay=2021-09-27&tu=2021-09-01&loai=PERSONS&tuoi=20&gioi=FEMALE',
  })
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Danh sách người: Người cư trú, tuổi 20–24, Nữ' }),
  ).toBeDefined()
  expect(await screen.findByText(/Không có dòng nào/)).toBeDefined()
  expect(asked.at(-1)?.variables).toMatchObject({ figure: 'PERSONS', ageBand: 20, sex: 'FEMALE', residenceKind: null })
})

test('a list of another place says of which it is', async () => {
  const open = (place: string, known: Answers = answers) =>
    renderPage(<CountedPage />, {
      answers: known,
      role: 'INSPECTOR',
      path: '/ho-dan/thong-ke/:figure',
      at: `/ho-dan/thong-ke/nguoi?ngay=2021-09-27&tu=2021-09-01&${place}`,
    })
  const inTeam = open('tq=s1')
  expect(await screen.findByText(/^Tổ tự quản 1, Tổ dân phố 1, Phường Giang Biên · /)).toBeDefined()
  inTeam.unmount()
  open('dv=01', (operation, variables) =>
    operation === 'CountedPlace' && variables.unit === '01'
      ? { data: { adminUnit: { ...city, residentialGroups: [] } } }
      : answers(operation, variables),
  )
  expect(await screen.findByText(/^Thành phố Hà Nội · /)).toBeDefined()
})

test('a figure that nobody counts', async () => {
  renderPage(<CountedPage />, { answers, path: '/ho-dan/thong-ke/:figure', at: '/ho-dan/thong-ke/xyz' })
  expect(await screen.findByText(/Không có số liệu nào ở địa chỉ này/)).toBeDefined()
})

test('says everything in both languages', () => expect(unevenTexts(messages)).toEqual([]))

test('who works for two communes reads them together, is told which they are, and opens one of them', async () => {
  const units = [
    { code: '00121', name: 'Phường Giang Biên' },
    { code: '00124', name: 'Phường Đức Giang' },
  ]
  const byUnit = [countsOf('00124', 'Phường Đức Giang', 34), countsOf('00121', 'Phường Giang Biên', 1200)]
  const answersOf: Answers = (operation, variables) => {
    if (operation === 'StatisticsAreas') return { data: { adminUnit: { ...ward, parent: { ...city, parent: null } } } }
    const answer = answers(operation, variables)
    return operation === 'StatisticsPage' && variables.unit === '01'
      ? { data: { adminUnit: { ...ward, ...city, residentialGroups: [] }, statistics: { ...statistics, byUnit } } }
      : answer
  }
  const session = sessionOf('INSPECTOR')
  renderPage(<StatisticsPage />, {
    ...page,
    answers: answersOf,
    role: 'INSPECTOR',
    session: { viewer: { ...session.viewer, units } },
  })
  const choice = await screen.findByRole('option', { name: 'Thành phố Hà Nội (các phường, xã của bạn)' })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Đơn vị' }), choice)
  expect(
    await screen.findByText(/2 phường, xã trong phạm vi công tác của bạn: Phường Đức Giang, Phường Giang Biên/),
  ).toBeDefined()
  expect(screen.getByTestId('address').textContent).toContain('dv=01')
  const compared = within(screen.getByRole('region', { name: 'So sánh các phường, xã' }))
  expect(compared.getByRole('columnheader', { name: 'Đơn vị' })).toBeDefined()
  expect(compared.getByRole('link', { name: 'Phường Đức Giang' }).getAttribute('href')).toContain('dv=00124')
  expect(screen.queryByRole('region', { name: 'So sánh các tổ dân phố' })).toBeNull()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Đơn vị' }), 'Phường Giang Biên')
  await screen.findByRole('region', { name: 'So sánh các tổ dân phố' })
  expect(screen.queryByText(/trong phạm vi công tác của bạn:/)).toBeNull()
})
