import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from '../messages.ts'
import { RegisterPersonPage } from './register-person-page.tsx'

const household = {
  __typename: 'Household',
  id: 'h1',
  code: 'GB-07-0012',
  address: 'Số 12 ngõ 45 phố Trạm',
  head: { __typename: 'Person', id: 'p1', fullName: 'Nguyễn Văn An' },
}

function answering(registerPerson: Record<string, unknown>): Answers {
  return (operation, variables) => {
    if (operation === 'RegisterPerson') return { data: { registerPerson } }
    const adminUnit = { __typename: 'AdminUnit', code: '00121', residentialGroups: [] }
    return {
      data: variables.searching ? { adminUnit, households: connection('Household', [household]) } : { adminUnit },
    }
  }
}

async function fillIn(name: string) {
  await userEvent.type(screen.getByLabelText(/Họ và tên/), name)
  await userEvent.type(screen.getByLabelText(/Ngày sinh/), '1948')
  await userEvent.click(screen.getByLabelText('Nữ'))
  await userEvent.type(screen.getByLabelText('Số giấy tờ'), '001148012345')
  await userEvent.type(screen.getByLabelText(/Tìm hộ/, { selector: 'input' }), 'tram')
  await userEvent.click(await screen.findByText('GB-07-0012 · Nguyễn Văn An'))
  await userEvent.selectOptions(screen.getByLabelText(/Quan hệ/), 'Cha, mẹ')
}

test('registers a person whose birth is known by its year, and opens their page', async () => {
  const answers = answering({
    __typename: 'RegisterPersonSuccess',
    warnings: [],
    person: { __typename: 'Person', id: 'p9', fullName: 'Trần Thị Ước' },
  })
  const { asked } = renderPage(<RegisterPersonPage />, { role: 'REGISTRAR', at: '/ho-dan/dang-ky', answers })
  await fillIn('Trần Thị Ước')
  await userEvent.keyboard('{Control>}s{/Control}')
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/ho-dan/nguoi/p9'))
  const { input } = asked.find(({ operation }) => operation === 'RegisterPerson')?.variables ?? {}
  expect(input).toMatchObject({
    unit: '00121',
    fullName: 'Trần Thị Ước',
    birthYear: 1948,
    sex: 'FEMALE',
    identityKind: 'CITIZEN_ID',
    householdId: 'h1',
    relation: 'PARENT',
  })
})

test('shows a refusal in its own words, beside a link to the field, and keeps what was typed', async () => {
  const answers = answering({ __typename: 'DuplicateIdentityNumber', message: 'server words' })
  renderPage(<RegisterPersonPage />, { role: 'REGISTRAR', answers })
  await fillIn('Trần Thị Ước')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const link = within(await screen.findByRole('alert')).getByRole('link', { name: /Số giấy tờ này đã có trong sổ/ })
  expect(link.getAttribute('href')).toBe('#field-identityNumber')
  expect(screen.getByLabelText<HTMLInputElement>(/Họ và tên/).value).toBe('Trần Thị Ước')
})

test('shows what is wrong with a field in the words of the server', async () => {
  const answers = answering({
    __typename: 'InvalidInput',
    message: 'Họ và tên có ký tự không đọc được.',
    field: 'fullName',
  })
  renderPage(<RegisterPersonPage />, { role: 'REGISTRAR', answers })
  await fillIn('Trần Thị Ước')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const link = await screen.findByRole('link', { name: 'Họ và tên có ký tự không đọc được.' })
  expect(link.getAttribute('href')).toBe('#field-fullName')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
