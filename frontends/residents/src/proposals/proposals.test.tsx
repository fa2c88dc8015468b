import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { beforeEach, expect, test } from 'vitest'
import { messages } from './messages.ts'
import { ProposalsPage } from './proposals-page.tsx'
import { ProposeButton } from './propose-dialog.tsx'

const proposal = (changes: object) => ({
  __typename: 'ChangeProposal',
  id: 'd1',
  number: 'DN-2021-0001',
  field: 'BORN_ON',
  state: 'OPEN',
  reason: 'Giấy khai sinh bản chính',
  proposedAt: '2021-09-26T08:00:00Z',
  byName: 'Vũ Thị Lan',
  byPost: 'Cán bộ an sinh xã hội',
  isMine: false,
  decidedAt: null,
  decidedByName: null,
  answer: null,
  undoneAt: null,
  person: { __typename: 'Person', id: 'p1', fullName: 'Lê Thị An' },
  values: {
    __typename: 'ProposedValues',
    former: '1980-05-04',
    registered: '1980-05-04',
    proposed: '1980-05-01',
    isOutdated: false,
  },
  ...changes,
})

const outdated = proposal({
  id: 'd2',
  person: { __typename: 'Person', id: 'p2', fullName: 'Lê Văn Bé' },
  field: 'SEX',
  values: {
    __typename: 'ProposedValues',
    former: 'UNKNOWN',
    registered: 'MALE',
    proposed: 'FEMALE',
    isOutdated: true,
  },
})

let nodes: object[] = []
let outcome: object = {}
beforeEach(() => {
  nodes = [proposal({}), outdated]
  outcome = { __typename: 'ChangeProposalSuccess' }
})
const answers: Answers = (operation) => {
  switch (operation) {
    case 'ChangeProposalsPage':
      return { data: { changeProposals: connection('ChangeProposal', nodes) } }
    case 'ProposeChange':
      return { data: { proposeChange: outcome } }
    case 'RevealProposedPhone':
      return { data: { revealProposedPhone: { __typename: 'RevealSuccess', number: '0912 345 678' } } }
    case 'WithdrawChangeProposal':
      return { data: { withdrawChangeProposal: outcome } }
    default:
      return { data: { decideChangeProposal: outcome } }
  }
}

const press = async (name: string | RegExp, where: HTMLElement = document.body) =>
  userEvent.click(await within(where).findByRole('button', { name }))

type Asked = readonly { operation: string; variables: unknown }[]
const sent = (asked: Asked, name: string) => asked.find(({ operation }) => operation === name)?.variables

const phone = () =>
  proposal({
    id: 'd3',
    field: 'PHONE',
    values: {
      __typename: 'ProposedValues',
      former: null,
      registered: null,
      proposed: '091•••678',
      isOutdated: false,
    },
  })

test('who decides sees the number that is proposed, for a reason; the others see it masked', async () => {
  nodes = [phone()]
  const inspector = renderPage(<ProposalsPage />, { answers, role: 'INSPECTOR' })
  expect(await screen.findByText(/091•••678/)).toBeDefined()
  expect(screen.queryByRole('button', { name: /Hiện số/ })).toBeNull()
  inspector.unmount()

  const { asked } = renderPage(<ProposalsPage />, { answers, role: 'REGISTRAR' })
  await press(/^Hiện số.*Lê Thị An$/)
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByRole('textbox'), 'Gọi thử số mới')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Hiện số' }))
  expect((await screen.findByText('0912 345 678')).getAttribute('role')).toBe('status')
  expect(sent(asked, 'RevealProposedPhone')).toEqual({ input: { id: 'd3', reason: 'Gọi thử số mới' } })
})

test('the registrar sees what is said now, what is proposed and why, and writes it after having read what follows', async () => {
  const { asked } = renderPage(<ProposalsPage />, { answers, role: 'REGISTRAR' })
  const row = (await screen.findByRole('link', { name: 'Lê Thị An' })).closest('tr') as HTMLElement
  expect(row.textContent).toMatch(/04\/05\/1980 → 01\/05\/1980/)
  expect(row.textContent).toContain('Giấy khai sinh bản chính')
  expect(row.textContent).toContain('Vũ Thị Lan')
  await press('Sửa sổ: Lê Thị An')
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/Ngày sinh của Lê Thị An sẽ ghi là 01\/05\/1980/)).toBeDefined()
  await press('Sửa sổ', dialog)
  await expect.poll(() => sent(asked, 'DecideChangeProposal')).toEqual({ input: { id: 'd1', accept: true } })
})

test('what the register no longer says is shown as such, and can only be refused, with a reason', async () => {
  const { asked } = renderPage(<ProposalsPage />, { answers, role: 'REGISTRAR' })
  const row = (await screen.findByRole('link', { name: 'Lê Văn Bé' })).closest('tr') as HTMLElement
  expect(within(row).getByText('Sổ đã đổi từ khi đề nghị')).toBeDefined()
  expect(row.textContent).toMatch(/sổ ghi: Chưa rõ/)
  expect(within(row).queryByRole('button', { name: /Sửa sổ/ })).toBeNull()
  await press(/Không sửa/, row)
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByRole('textbox'), 'Đã sửa theo giấy khác')
  await press('Không sửa', dialog)
  await expect
    .poll(() => sent(asked, 'DecideChangeProposal'))
    .toEqual({ input: { id: 'd2', accept: false, answer: 'Đã sửa theo giấy khác' } })
})

test('who proposed withdraws their own and decides nothing, also as a registrar', async () => {
  nodes = [proposal({ isMine: true })]
  const { asked } = renderPage(<ProposalsPage />, { answers, role: 'REGISTRAR' })
  await press(/Rút lại/)
  expect(screen.queryByRole('button', { name: /Sửa sổ|Không sửa/ })).toBeNull()
  await press('Rút lại', await screen.findByRole('dialog'))
  await expect.poll(() => sent(asked, 'WithdrawChangeProposal')).toEqual({ id: 'd1' })
})

test('the inspector reads, and what was decided says by whom, why, and whether it was taken back', async () => {
  nodes = [
    proposal({
      state: 'REFUSED',
      decidedAt: '2021-09-27T08:00:00Z',
      decidedByName: 'Hiền',
      answer: 'Giấy của người khác',
    }),
    proposal({ id: 'd3', state: 'ACCEPTED', decidedAt: '2021-09-27T08:00:00Z', undoneAt: '2021-09-27T09:00:00Z' }),
    outdated,
  ]
  renderPage(<ProposalsPage />, { answers, role: 'INSPECTOR' })
  expect(await screen.findByText(/Hiền.*Giấy của người khác/)).toBeDefined()
  expect(screen.getByText(/Việc sửa đã bị hủy/)).toBeDefined()
  expect(screen.queryByRole('button', { name: /Lê/ })).toBeNull()
})

async function propose(thing: string) {
  const { asked } = renderPage(<ProposeButton person={{ id: 'p1', fullName: 'Lê Thị An' }} />, {
    answers,
    role: 'HEALTH_STAFF',
  })
  await press('Đề nghị sửa')
  const dialog = await screen.findByRole('dialog')
  await userEvent.selectOptions(within(dialog).getByLabelText(/Thông tin ghi sai/), thing)
  await userEvent.type(within(dialog).getByLabelText(/Lý do/), 'Theo căn cước')
  return { asked, dialog, value: within(dialog).getByLabelText(/Nội dung đúng/) }
}

test.each([
  ['Ngày sinh', '1/5/1980', { field: 'BORN_ON', newValue: '1980-05-01' }],
  ['Ngày sinh', '1980', { field: 'BIRTH_YEAR', newValue: '1980' }],
  ['Điện thoại', '0912 345 678', { field: 'PHONE', newValue: '0912345678' }],
])('%s %s is proposed as the register writes it', async (thing, typed, expected) => {
  const { asked, dialog, value } = await propose(thing)
  await userEvent.type(value, typed)
  await press('Đề nghị sửa', dialog)
  await expect
    .poll(() => sent(asked, 'ProposeChange'))
    .toEqual({ input: { personId: 'p1', reason: 'Theo căn cước', ...expected } })
})

test('a refusal stands at what was typed', async () => {
  outcome = { __typename: 'InvalidInput', field: 'newValue', message: 'Sổ đang ghi đúng như vậy.' }
  const { dialog, value } = await propose('Họ và tên')
  expect((value as HTMLInputElement).value).toBe('Lê Thị An')
  await press('Đề nghị sửa', dialog)
  const link = await within(dialog).findByRole('link', { name: 'Sổ đang ghi đúng như vậy.' })
  expect(link.getAttribute('href')).toBe('#field-fullName')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
