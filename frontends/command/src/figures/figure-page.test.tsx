import { screen } from '@testing-library/react'
import { type Answers, connection, renderPage } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { FigurePage } from './figure-page.tsx'

function answering(tile: number): Answers {
  return () => ({
    data: {
      adminUnit: {
        __typename: 'AdminUnit',
        code: '00121',
        testing: {
          __typename: 'TestingSummary',
          personsTested: tile,
          personsPositive: 0,
          tests: tile,
          byResidentialGroup: [1, 2].map((number) => ({
            __typename: 'TestingByGroup',
            personsTested: 20 * number,
            personsPositive: 0,
            residentialGroup: { __typename: 'ResidentialGroup', id: `g${number}`, name: `Tổ ${number}`, number },
          })),
          records: connection('Test', [
            {
              __typename: 'Test',
              id: 't1',
              sampledAt: '2021-09-26T08:30:00+07:00',
              method: 'RT_PCR',
              outcome: 'NEGATIVE',
              residentialGroup: null,
            },
          ]),
        },
      },
    },
  })
}

const at = {
  role: 'CHAIR',
  at: '/chi-huy/so-lieu/xet-nghiem?luc=2021-09-27T17:00',
  path: '/chi-huy/so-lieu/:figure',
} as const

test('shows the rows behind a number, with a closing line equal to the tile', async () => {
  renderPage(<FigurePage />, { ...at, answers: answering(60) })
  expect(await screen.findByText('Cộng các tổ bằng đúng ô số liệu: 60')).toBeDefined()
  expect(screen.getByRole('row', { name: 'Cộng 60 0' })).toBeDefined()
  expect(screen.getByRole('row', { name: /26\/09\/2021 08:30 RT-PCR Âm tính/ })).toBeDefined()
})

test('says when the rows and the tile differ', async () => {
  renderPage(<FigurePage />, { ...at, answers: answering(61) })
  expect(await screen.findByText(/Cộng các tổ là 60, ô số liệu là 61/)).toBeDefined()
})
