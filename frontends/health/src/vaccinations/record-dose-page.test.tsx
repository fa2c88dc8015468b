import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from '../messages.ts'
import { RecordDosePage } from './record-dose-page.tsx'

const person = {
  __typename: 'Person',
  id: 'p1',
  fullName: 'Nguyễn Thị Đào',
  bornOn: '1978-01-09',
  birthYear: 1978,
  household: null,
}

function answering(recordDose: Record<string, unknown>): Answers {
  return (operation) => {
    if (operation === 'RecordDose') return { data: { recordDose } }
    if (operation === 'PersonPickerChosen') return { data: { person } }
    if (operation === 'PersonPicker') return { data: { people: connection('Person', [person]) } }
    return {
      data: {
        products: [{ __typename: 'Product', id: 'v1', name: 'Vaxzevria' }],
        lots: [{ __typename: 'Lot', id: 'l1', number: 'AZ-2100', expiresOn: '2021-12-31' }],
      },
    }
  }
}

async function record() {
  await screen.findByText('Nguyễn Thị Đào')
  await userEvent.selectOptions(screen.getByLabelText(/Vắc xin/), 'Vaxzevria')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
}

test('takes the person from the link of their page and says when the interval is too short, with its source', async () => {
  const { asked } = renderPage(<RecordDosePage />, {
    role: 'HEALTH_STAFF',
    at: '/tram-y-te/tiem-chung/ghi?nguoi=p1',
    answers: answering({
      __typename: 'IntervalTooShort',
      message: 'x',
      minimumDays: 56,
      earliestOn: '2021-10-20',
      verified: false,
      source: 'Quyết định 3588/QĐ-BYT',
    }),
  })
  await record()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('56 ngày')
  expect(alert.textContent).toContain('20/10/2021')
  expect(alert.textContent).toContain('Quyết định 3588/QĐ-BYT')
  expect(alert.textContent).toContain('chưa được đối chiếu')
  expect(asked.at(-1)?.variables).toMatchObject({
    input: { unit: '00121', personId: 'p1', productId: 'v1', doseNumber: 1 },
  })
})

test('is ready for the next person after a dose is recorded, and shows its warnings', async () => {
  renderPage(<RecordDosePage />, {
    role: 'HEALTH_STAFF',
    at: '/tram-y-te/tiem-chung/ghi?nguoi=p1',
    answers: answering({
      __typename: 'RecordDoseSuccess',
      dose: { __typename: 'Dose', id: 'd1', doseNumber: 1, givenOn: '2021-09-20' },
      warnings: ['Lô sắp hết hạn'],
    }),
  })
  await record()
  expect(await screen.findByText('Lô sắp hết hạn')).toBeDefined()
  expect(screen.getByText('Đã ghi mũi 1 của Nguyễn Thị Đào')).toBeDefined()
  expect(await screen.findByLabelText(/Tìm người/, { selector: 'input' })).toBeDefined()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
