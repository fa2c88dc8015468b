import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, sessionOf, unevenTexts } from '@vungxanh/remote/testing'
import { today } from '@vungxanh/ui'
import { expect, test } from 'vitest'
import { messages } from './register-household-messages.ts'
import { RegisterHouseholdPage } from './register-household-page.tsx'

const groups = [3, 7, 17].map((number) => ({
  __typename: 'ResidentialGroup',
  id: `g${number}`,
  name: `Tổ dân phố ${number}`,
  number,
}))
const done = {
  __typename: 'RegisterHouseholdSuccess',
  warnings: [],
  household: { __typename: 'Household', id: 'h9', code: 'T07-0412' },
}
const payload =
  '001079012345||Trần Văn Bình|09021979|Nam|Số 12 ngõ 45 Phố Trạm, Tổ dân phố 7, Giang Biên, Long Biên, Hà Nội|15042021'

function show(answer: Record<string, unknown> = done, accountId: string = crypto.randomUUID()) {
  const answers: Answers = (operation) =>
    operation === 'RegisterHousehold'
      ? { data: { registerHousehold: answer } }
      : { data: { adminUnit: { __typename: 'AdminUnit', code: '00121', residentialGroups: groups } } }
  const session = { viewer: { ...sessionOf('REGISTRAR').viewer, accountId } }
  const page = renderPage(<RegisterHouseholdPage />, { role: 'REGISTRAR', at: '/ho-dan/them-ho', answers, session })
  return {
    ...page,
    sent: () =>
      page.asked.filter(({ operation }) => operation === 'RegisterHousehold').map(({ variables }) => variables.input),
  }
}

const field = (name: string) => document.getElementById(`field-${name}`) as HTMLInputElement
const focused = () => document.activeElement?.id.replace('field-', '')
const focusOn = (name: string) => waitFor(() => expect(focused()).toBe(name))

test('a household is keyed without a mouse: a scanned head, then a wife and a child as households go on', async () => {
  const { sent } = show()
  await screen.findByRole('textbox', { name: /Số nhà/ })
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  await userEvent.keyboard('7{Enter}')
  expect(field('group').value).toBe('Tổ dân phố 7')
  await userEvent.keyboard('{Enter}')
  expect(focused()).toBe('members.0.fullName')
  await userEvent.keyboard(`${payload}{Enter}`)
  await focusOn('members.0.phone')
  expect(field('members.0.fullName').value).toBe('Trần Văn Bình')
  expect(field('address').value).toMatch(/^Số 12 ngõ 45/)
  await userEvent.keyboard('0912 345 678{Alt>}n{/Alt}')
  await focusOn('members.1.fullName')
  await userEvent.keyboard('Lê Thị Hoa{Enter}1982{Alt>}n{/Alt}')
  await focusOn('members.2.fullName')
  await userEvent.keyboard('Anh{Enter}9/2/2012{Control>}s{/Control}')
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/ho-dan/ho/h9'))
  const from = { residenceKind: 'PERMANENT', residesFrom: today() }
  expect(sent()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      unit: '00121',
      residentialGroupId: 'g7',
      address: expect.stringContaining('Phố Trạm'),
      fromPlace: null,
      members: [
        {
          fullName: 'Trần Văn Bình',
          bornOn: '1979-02-09',
          sex: 'MALE',
          relation: 'HEAD',
          identityKind: 'CITIZEN_ID',
          identityNumber: '001079012345',
          phone: '0912345678',
          ...from,
        },
        { fullName: 'Lê Thị Hoa', birthYear: 1982, sex: 'FEMALE', relation: 'SPOUSE', ...from },
        { fullName: 'Trần Anh', bornOn: '2012-02-09', sex: 'UNKNOWN', relation: 'CHILD', ...from },
      ],
    },
  ])
})

test('Ctrl+Enter saves and opens the next household of the group, under a new id', async () => {
  const { sent } = show()
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  for (const name of ['Lê Văn Một', 'Lê Văn Hai']) {
    if (name.endsWith('Một')) await userEvent.type(field('group'), '17')
    await userEvent.type(field('address'), 'Số 1')
    await userEvent.type(field('members.0.fullName'), name)
    await userEvent.keyboard('{Enter}{Control>}{Enter}{/Control}')
    await focusOn('address')
    await waitFor(() => expect(field('members.0.fullName').value).toBe(''))
  }
  const [first, second] = sent() as { id: string; residentialGroupId: string; members: object[] }[]
  expect(second).toMatchObject({ residentialGroupId: 'g17', members: [{ fullName: 'Lê Văn Hai', sex: 'MALE' }] })
  expect(second?.id).not.toBe(first?.id)
})

test('a refused number is said of whom, links to the field and to its holder, and is sent again under the same id', async () => {
  const { sent } = show({
    __typename: 'DuplicateIdentityNumber',
    message: 'server words',
    ofMember: 0,
    holder: { __typename: 'Person', id: 'p5', fullName: 'Trần Văn Cũ' },
  })
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  await userEvent.type(field('group'), '7')
  await userEvent.type(field('members.0.fullName'), `${payload}{Enter}`)
  await userEvent.keyboard('{Control>}s{/Control}')
  const summary = within(await screen.findByRole('alert'))
  expect(document.activeElement).toBe(screen.getByRole('alert'))
  expect(document.title).toMatch(/^Lỗi: /)
  expect(summary.getByRole('link', { name: /Số giấy tờ của Trần Văn Bình/ }).getAttribute('href')).toBe(
    '#field-members.0.identityNumber',
  )
  expect(summary.getByRole('link', { name: 'Mở hồ sơ Trần Văn Cũ' }).getAttribute('href')).toBe('/ho-dan/nguoi/p5')
  await userEvent.keyboard('{Tab}')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await waitFor(() => expect(sent()).toHaveLength(2))
  const [first, second] = sent() as { id: string }[]
  expect(second?.id).toBe(first?.id)
})

test('what was typed is there again after a look at another page, and nowhere in the browser', async () => {
  const first = show(done, 'a1')
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  await userEvent.type(field('address'), 'Số 99')
  first.unmount()
  show(done, 'a1')
  expect(await screen.findByText(/Đang nhập dở từ/)).toBeTruthy()
  expect(field('address').value).toBe('Số 99')
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('Số 99')
  await userEvent.click(screen.getByRole('button', { name: 'Bỏ, nhập hộ mới' }))
  expect(field('address').value).toBe('')
})

test('what is missing is said of each person, with a link to the field', async () => {
  const { sent } = show()
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  await userEvent.type(field('group'), '99')
  await userEvent.keyboard('{Control>}s{/Control}')
  const summary = within(await screen.findByRole('alert'))
  expect(summary.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '#field-group',
    '#field-address',
    '#field-members.0.fullName',
  ])
  expect(sent()).toEqual([])
})

test('a spoilt scan says what to do and takes over what can be read', async () => {
  show()
  await waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(3))
  await userEvent.click(field('members.0.fullName'))
  await userEvent.paste(payload.replace('Trần Văn Bình', 'Tra62n Va8n Bi2nh'))
  expect(await screen.findByText(/Tắt Unikey/)).toBeTruthy()
  expect(field('members.0.fullName').value).toBe('')
  expect(field('members.0.identityNumber').value).toBe('001079012345')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
