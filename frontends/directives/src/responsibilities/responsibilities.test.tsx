import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './messages.ts'
import { ResponsibilitiesPage } from './responsibilities-page.tsx'

const held = {
  __typename: 'Responsibility',
  id: 'p1',
  kind: 'EPIDEMIC_CONTROL',
  responsible: 'Lê Văn Hoà',
  fromOn: '2021-08-01',
  toOn: null,
  endReason: null,
  hasAccount: false,
  mayHaveAccount: true,
  organisation: { __typename: 'Organisation', id: 'o1', name: 'Chi bộ 1' },
  document: null,
}
/** A body signs in with no account. */
const ofBody = { ...held, id: 'p2', responsible: 'Chi bộ 1', mayHaveAccount: false }
const group = (number: number, responsibilities: object[]) => ({
  __typename: 'ResidentialGroup',
  id: `g${number}`,
  number,
  name: `Tổ dân phố ${number}`,
  householdCount: 200,
  signedHouseholdCount: 120,
  openTasks: [{ __typename: 'Task', id: 't1' }],
  responsibilities,
  selfManagementGroups: [],
})

const answers: Answers = (operation) => {
  switch (operation) {
    case 'Accountability':
      return {
        data: {
          adminUnit: {
            __typename: 'AdminUnit',
            code: '00121',
            residentialGroups: [group(1, [held, ofBody]), group(2, [])],
            testing: null,
          },
        },
      }
    case 'CapacityChoices':
      return {
        data: {
          organisations: [
            {
              __typename: 'Organisation',
              id: 'o1',
              name: 'Chi bộ 1',
              unit: { __typename: 'AdminUnit', code: '00121' },
            },
            { __typename: 'Organisation', id: 'o2', name: 'Thành ủy', unit: null },
          ],
          posts: [],
        },
      }
    case 'AccountHistory': {
      const change = {
        __typename: 'AccountChange',
        id: 'c1',
        at: '2021-09-01T01:00:00Z',
        byName: 'Bùi Diệp',
        isSet: false,
      }
      return { data: { responsibility: { __typename: 'Responsibility', id: 'p1', accountChanges: [change] } } }
    }
    case 'SetResponsibilityAccount':
      return { data: { setResponsibilityAccount: { __typename: 'ResponsibilityNotFound', message: 'Đã thôi.' } } }
    default:
      return { data: { assignResponsibility: { __typename: 'ResponsibilityAlreadyHeld', message: 'Đã có.' } } }
  }
}

test('a group without anybody stands out, beside the numbers of each', async () => {
  renderPage(<ResponsibilitiesPage />, { role: 'TEAM_LEADER', answers })
  const table = within(await screen.findByRole('table', { name: 'Theo tổ dân phố' }))
  expect(within(table.getByRole('row', { name: /Tổ dân phố 1/ })).getByText('120/200')).toBeDefined()
  expect(within(table.getByRole('row', { name: /Tổ dân phố 2/ })).getByText('Chưa có người phụ trách')).toBeDefined()
  expect(table.getByText('240/400')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Ghi phân công' })).toBeNull()
  expect(screen.queryByRole('columnheader', { name: 'Người dương tính' })).toBeNull()
})

test('an assignment names its area and its body by what was typed; a refusal keeps what was typed', async () => {
  const { asked } = renderPage(<ResponsibilitiesPage />, { role: 'CLERK', answers })
  await userEvent.type(await screen.findByLabelText(/Địa bàn/), '2')
  await userEvent.type(screen.getByLabelText(/Người phụ trách/), 'Lê Văn Hoà')
  await userEvent.type(screen.getByLabelText(/Với tư cách/), 'chi bộ')
  await userEvent.click(screen.getByRole('button', { name: 'Ghi phân công' }))
  expect((await screen.findAllByText('Đã có.')).length).toBeGreaterThan(0)
  expect(asked.find(({ operation }) => operation === 'AssignResponsibility')?.variables.input).toMatchObject({
    residentialGroupId: 'g2',
    holderName: 'Lê Văn Hoà',
    organisationId: 'o1',
    postId: null,
  })
  expect(screen.getByLabelText<HTMLInputElement>(/Người phụ trách/).value).toBe('Lê Văn Hoà')
})

test('whoever holds a responsibility gets an account of the ward, and a refusal is said in the dialog', async () => {
  const accounts = [{ id: 'a1', fullName: 'Lê Văn Hoà', post: 'Tổ trưởng' }]
  answerService(() => ({ body: { accounts } }))
  const { asked } = renderPage(<ResponsibilitiesPage />, { role: 'CLERK', answers })
  const buttons = await screen.findAllByRole('button', { name: /tài khoản của/ })
  expect(buttons.map(({ textContent }) => textContent)).toEqual(['Đặt'])
  await userEvent.click(screen.getByRole('button', { name: 'Đặt tài khoản của Lê Văn Hoà' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText('01/09/2021 08:00: Bùi Diệp ghi không dùng tài khoản nữa')).toBeDefined()
  await userEvent.selectOptions(dialog.getByLabelText(/Tài khoản của người ấy/), 'Lê Văn Hoà, Tổ trưởng')
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi tài khoản' }))
  expect((await dialog.findAllByText('Đã thôi.')).length).toBeGreaterThan(0)
  expect(asked.find(({ operation }) => operation === 'SetResponsibilityAccount')?.variables).toEqual({
    input: { id: 'p1', holderAccountId: 'a1' },
  })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
