import { screen } from '@testing-library/react'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages as events } from '../events/messages.ts'
import { messages } from './messages.ts'
import { PostsPage } from './posts-page.tsx'

const post = { id: 'p1', title: 'Thủ quỹ', organisation: 'UBND', role: 'CASHIER', unit: '00121', units: ['00121'] }

test('says who holds a post, how, and which nobody holds', async () => {
  const held = { id: 'a1', postId: 'p1', kind: 'DEPLOYMENT', account: { id: 'x', fullName: 'Nguyễn Đình Phúc' } }
  answerService(() => ({ body: { posts: [post, { ...post, id: 'p2', title: 'Kế toán' }], assignments: [held] } }))
  renderPage(<PostsPage />, { role: 'SYSTEM_ADMIN' })
  expect(
    await screen.findByRole('row', { name: /Thủ quỹ.*Cán bộ chi trả.*Nguyễn Đình Phúc \(điều động\)/ }),
  ).toBeDefined()
  expect(screen.getByRole('row', { name: /Kế toán.*Chưa có người giữ/ })).toBeDefined()
})

test('speak both languages', () => {
  expect(unevenTexts(messages)).toEqual([])
  expect(unevenTexts(events)).toEqual([])
})
