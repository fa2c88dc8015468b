import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './messages.ts'
import { PilePage } from './pile-page.tsx'

const commitment = { __typename: 'Commitment', id: 'c0', endedOn: null, document: { __typename: 'Document', id: 'd1' } }
const household = (number: number, commitments: object[] = []) => ({
  __typename: 'Household',
  id: `h${number}`,
  code: `H00${number}`,
  address: `Số ${number} ngõ 2`,
  head: null,
  commitments,
})
const answers: Answers = (operation, variables) => {
  switch (operation) {
    case 'CommitmentPileChoices':
      return {
        data: {
          adminUnit: {
            __typename: 'AdminUnit',
            code: '00121',
            residentialGroups: [{ __typename: 'ResidentialGroup', id: 'g1', name: 'Tổ dân phố 1' }],
          },
          commitmentRounds: [
            {
              __typename: 'CommitmentRound',
              id: 'k1',
              title: 'Đợt 1',
              document: { __typename: 'Document', id: 'd1', symbol: '08/PA-UBND' },
            },
          ],
        },
      }
    case 'CommitmentWalkResidentialGroup':
      return {
        data: {
          residentialGroup: {
            __typename: 'ResidentialGroup',
            id: 'g1',
            name: 'Tổ dân phố 1',
            walk: [household(1), household(3), household(5, [commitment]), household(2)],
          },
        },
      }
    case 'RecordCommitmentPile': {
      const { households } = variables.input as { households: { id: string }[] }
      const commitments = households.map(({ id }) => ({ __typename: 'Commitment', id }))
      return { data: { recordCommitments: { __typename: 'RecordCommitmentsSuccess', commitments } } }
    }
    default:
      return { data: { takeBackCommitments: { __typename: 'TakeBackCommitmentsSuccess' } } }
  }
}

test('a pile is ticked by keyboard from door to door, looked at, written down once and taken back whole', async () => {
  const { asked } = renderPage(<PilePage />, {
    role: 'COMMUNITY_TEAM',
    answers,
    path: '/dieu-hanh/cam-ket',
    at: '/dieu-hanh/cam-ket?to=g1&van-ban=d1',
  })
  expect(await screen.findByText('Còn 3 trên 4 hộ chưa ký')).toBeDefined()
  const list = within(screen.getByRole('table'))
  expect(list.getAllByRole('row').map((row) => row.textContent?.slice(0, 10))).toEqual([
    'Địa chỉMã ',
    'Số 1 ngõ 2',
    'Số 3 ngõ 2',
    'Số 2 ngõ 2',
  ])
  screen.getByRole('checkbox', { name: 'Chọn Số 1 ngõ 2, H001' }).focus()
  await userEvent.keyboard(' {ArrowDown}{ArrowDown} ')
  await userEvent.click(screen.getByRole('button', { name: 'Xem lại 2 hộ' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/2 hộ được ghi là đã ký thực hiện 08\/PA-UBND/)).toBeDefined()
  expect(dialog.getByText('Số 2 ngõ 2')).toBeDefined()
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi 2 bản cam kết' }))
  expect(await screen.findByText('Đã ghi 2 bản cam kết của Tổ dân phố 1')).toBeDefined()
  // Whoever has gone on to another group takes it back all the same.
  await userEvent.selectOptions(screen.getByLabelText('Tổ dân phố'), 'Chọn tổ')
  await screen.findByText('Chọn tổ dân phố và văn bản để bắt đầu.')
  await userEvent.click(screen.getByRole('button', { name: 'Hủy cả loạt' }))
  await screen.findByText('Đã hủy 2 bản cam kết')
  const sent = (name: string) =>
    asked.find(({ operation }) => operation === name)?.variables.input as Record<string, unknown>
  const { households } = sent('RecordCommitmentPile') as { households: { id: string; householdId: string }[] }
  expect(households.map(({ householdId }) => householdId)).toEqual(['h1', 'h2'])
  expect(sent('RecordCommitmentPile')).toMatchObject({ documentId: 'd1', replace: false, collectedBy: null })
  expect(sent('TakeBackCommitments')).toEqual({ ids: households.map(({ id }) => id) })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
