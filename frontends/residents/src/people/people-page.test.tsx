import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { PeoplePage } from './people-page.tsx'

const person = {
  __typename: 'Person',
  id: 'p1',
  fullName: 'Nguyễn Thị Đào',
  bornOn: null,
  birthYear: 1948,
  sex: 'FEMALE',
  household: null,
}

const answers: Answers = (operation, variables) =>
  operation === 'PeoplePage'
    ? { data: { people: connection('Person', variables.search === 'dao' ? [person] : []) } }
    : {
        data: {
          adminUnit: { __typename: 'AdminUnit', code: '00121', name: 'Phường Giang Biên', residentialGroups: [] },
        },
      }

test('finds while typing, keeps the search in the address, and moves by keyboard to the result', async () => {
  renderPage(<PeoplePage />, { answers, at: '/ho-dan', path: '/ho-dan' })
  await userEvent.type(screen.getByLabelText('Tên, không cần dấu'), 'dao')
  const link = await screen.findByRole('link', { name: 'Nguyễn Thị Đào' })
  expect(link.getAttribute('href')).toBe('/ho-dan/nguoi/p1')
  expect(screen.getByText('1948 (chỉ biết năm)')).toBeDefined()
  expect(screen.getByTestId('address').textContent).toBe('/ho-dan?tim=dao')
  await userEvent.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(link)
})

test('tells an empty register from a search without matches', async () => {
  renderPage(<PeoplePage />, { answers, at: '/ho-dan', path: '/ho-dan' })
  expect(await screen.findByText('Chưa có người nào trong sổ của đơn vị.')).toBeDefined()
  await userEvent.type(screen.getByLabelText('Tên, không cần dấu'), 'xyz')
  expect(await screen.findByText(/Không có ai khớp với “xyz”/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Xóa lọc' }))
  expect(await screen.findByText('Chưa có người nào trong sổ của đơn vị.')).toBeDefined()
})
