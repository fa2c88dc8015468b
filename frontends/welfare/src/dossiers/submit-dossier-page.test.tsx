import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { SubmitDossierPage } from './submit-dossier-page.tsx'

const programme = {
  __typename: 'Programme',
  id: 'f1',
  code: 'NQ68-F1',
  name: 'F1 cách ly',
  beneficiary: 'PERSON',
  basisNote: null,
  requiresQuarantineOrder: true,
  formula: {
    __typename: 'AmountFormula',
    text: '80.000 đ một ngày',
    verified: true,
    perDay: 80_000,
    maxDays: 21,
    childOnce: null,
  },
  fund: null,
  basis: null,
  excludes: [],
}
const attestation = {
  __typename: 'QuarantineAttestation',
  id: 'q1',
  statement: 'F1, 14 ngày',
  days: 14,
  startsOn: '2021-09-01',
  endsOn: '2021-09-14',
  document: { __typename: 'Document', id: 'd', symbol: '12/QĐ-UBND' },
}

function open(attestations: object[]) {
  const answers: Answers = (operation) => {
    if (operation === 'SubmitDossierPage') return { data: { programmes: [programme] } }
    if (operation === 'SubmitDossier') {
      return { data: { submitDossier: { __typename: 'DossierAlreadyOpen', message: 'x' } } }
    }
    const person = {
      __typename: 'Person',
      id: 'p1',
      fullName: 'Nguyễn Thị Đào',
      bornOn: null,
      birthYear: 1948,
      household: null,
    }
    return { data: { person: { ...person, quarantineAttestations: attestations } } }
  }
  return renderPage(<SubmitDossierPage />, { role: 'WELFARE_OFFICER', answers, at: '/an-sinh/ho-so/lap?nguoi=p1' })
}

test('fills in the days that the health station attested, which can still be changed', async () => {
  const { asked } = open([attestation])
  await userEvent.selectOptions(await screen.findByLabelText(/Chương trình/), 'f1')
  const choice = await screen.findByLabelText(/Xác nhận của trạm y tế/)
  const days = screen.getByLabelText<HTMLInputElement>(/Số ngày/)
  expect(days.value).toBe('')
  await userEvent.selectOptions(
    choice,
    screen.getByRole('option', { name: /F1, 14 ngày.*01\/09\/2021 – 14\/09\/2021.*12\/QĐ-UBND/ }),
  )
  await waitFor(() => expect(days.value).toBe('14'))
  await userEvent.clear(days)
  await userEvent.type(days, '10{Control>}s{/Control}')
  await waitFor(() => expect(asked.at(-1)?.variables).toMatchObject({ input: { personId: 'p1', quarantineDays: 10 } }))
})

test('says that nothing is attested instead of letting days be guessed', async () => {
  open([])
  await userEvent.selectOptions(await screen.findByLabelText(/Chương trình/), 'f1')
  expect(await screen.findByText(/Trạm y tế chưa xác nhận thời gian cách ly nào của người này/)).toBeDefined()
  expect(screen.queryByLabelText(/Xác nhận của trạm y tế/)).toBeNull()
})
