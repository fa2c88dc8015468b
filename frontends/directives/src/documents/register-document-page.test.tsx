import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from '../messages.ts'
import { RegisterDocumentPage } from './register-document-page.tsx'

function answering(registerDocument: Record<string, unknown>): Answers {
  return (operation, variables) => {
    if (operation === 'RegisterDocument') return { data: { registerDocument } }
    if (operation === 'RegisterDocumentPageParse') {
      const known = String(variables.raw).includes('CV')
      const parsed = { __typename: 'ParsedSymbol', symbol: '100-CV/ĐU', type: 'CONG_VAN', regime: 'PARTY' }
      return { data: { parseSymbol: known ? parsed : null } }
    }
    return { data: { organisations: [{ __typename: 'Organisation', id: 'o1', name: 'Đảng ủy phường' }] } }
  }
}

test('reads the symbol while it is typed and proposes the kind of paper', async () => {
  renderPage(<RegisterDocumentPage />, { role: 'CLERK', answers: answering({}) })
  await userEvent.type(screen.getByLabelText(/Số, ký hiệu/), 'Số 100- CV/ĐU')
  expect(await screen.findByText('Đọc được: 100-CV/ĐU')).toBeDefined()
  expect(screen.getByText('Công văn · Đảng')).toBeDefined()
  expect(screen.getByLabelText<HTMLSelectElement>(/^Loại/).value).toBe('CONG_VAN')
})

test('says when a symbol is not understood', async () => {
  renderPage(<RegisterDocumentPage />, { role: 'CLERK', answers: answering({}) })
  await userEvent.type(screen.getByLabelText(/Số, ký hiệu/), 'abc')
  expect(await screen.findByText(/Chưa đọc được số, ký hiệu này/)).toBeDefined()
})

test('opens the registered document when the same one comes again', async () => {
  const existing = { __typename: 'Document', id: 'd7', symbol: '100-CV/ĐU' }
  renderPage(<RegisterDocumentPage />, {
    role: 'CLERK',
    answers: answering({ __typename: 'DuplicateDocument', message: 'x', existing }),
  })
  await userEvent.type(screen.getByLabelText(/Số, ký hiệu/), '100-CV/ĐU')
  await screen.findByText('Đọc được: 100-CV/ĐU')
  await userEvent.selectOptions(screen.getByLabelText(/Cơ quan ban hành/), 'Đảng ủy phường')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const link = await screen.findByRole('link', { name: 'Mở văn bản đã có' })
  expect(link.getAttribute('href')).toBe('/dieu-hanh/van-ban/d7')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
