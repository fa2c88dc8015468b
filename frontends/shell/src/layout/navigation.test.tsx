import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pages } from '../app.tsx'
import { messages } from '../messages.ts'
import { RegistryProvider } from '../remotes/registry.tsx'

vi.mock('@module-federation/enhanced/runtime', () => ({
  loadRemote: () => Promise.reject(new Error('404')),
  registerRemotes: () => {},
}))

const welfare = {
  version: 'v1',
  entry: '/remotes/welfare/v1/mf-manifest.json',
  manifest: {
    contract: 1,
    name: 'welfare',
    title: { vi: 'An sinh', en: 'Welfare' },
    base: '/an-sinh',
    navigation: [
      {
        label: { vi: 'Hồ sơ', en: 'Dossiers' },
        description: { vi: 'Đề nghị hỗ trợ', en: 'Applications' },
        path: '/an-sinh',
        roles: ['APPROVER'],
      },
      {
        label: { vi: 'Lập hồ sơ', en: 'Submit' },
        description: { vi: 'Cho một người', en: 'For a person' },
        path: '/an-sinh/lap',
        roles: ['WELFARE_OFFICER'],
      },
    ],
    panels: [],
    field: {
      base: '/td/an-sinh',
      navigation: [
        {
          label: { vi: 'Phát quà', en: 'Hand out' },
          description: { vi: 'Tại cửa nhà', en: 'At the door' },
          path: '/td/an-sinh',
          roles: ['COMMUNITY_TEAM'],
        },
      ],
    },
  },
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ contract: 1, remotes: { welfare } })))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const pages = (
  <RegistryProvider>
    <Pages />
  </RegistryProvider>
)

test('builds the navigation from the published remotes, for the role of the viewer', async () => {
  renderPage(pages, { role: 'APPROVER' })
  const navigation = await screen.findByRole('navigation', { name: 'Danh mục phân hệ' })
  expect(await within(navigation).findByRole('link', { name: 'Hồ sơ' })).toBeDefined()
  expect(within(navigation).queryByRole('link', { name: 'Lập hồ sơ' })).toBeNull()
})

test('tells who may open a page instead of opening it', async () => {
  renderPage(pages, { role: 'CLERK', at: '/an-sinh' })
  expect(await screen.findByRole('heading', { name: 'Vai trò của bạn không mở được trang này' })).toBeDefined()
  expect(screen.getByText(/Lãnh đạo UBND phê duyệt, Cán bộ an sinh xã hội/)).toBeDefined()
})

test('shows pages in the field without the desk’s navigation, to the roles of their own entries', async () => {
  renderPage(pages, { role: 'COMMUNITY_TEAM', at: '/td/an-sinh' })
  expect(await screen.findByText('Phường Giang Biên')).toBeDefined()
  expect(screen.queryByRole('navigation', { name: 'Danh mục phân hệ' })).toBeNull()
  expect(screen.queryByRole('heading', { name: 'Vai trò của bạn không mở được trang này' })).toBeNull()
})

test('keeps the field from roles of the desk, and the desk from roles of the field', async () => {
  renderPage(pages, { role: 'APPROVER', at: '/td/an-sinh' })
  expect(await screen.findByRole('heading', { name: 'Vai trò của bạn không mở được trang này' })).toBeDefined()
  cleanup()
  renderPage(pages, { role: 'COMMUNITY_TEAM', at: '/an-sinh' })
  expect(await screen.findByRole('heading', { name: 'Vai trò của bạn không mở được trang này' })).toBeDefined()
  expect(screen.getByRole('link', { name: 'Phát quà' })).toBeDefined()
})

test('answers an unknown address in the language of the viewer', async () => {
  renderPage(pages, { role: 'CLERK', at: '/khong-co', language: 'en' })
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeDefined()
})

test('explains a published remote that says nothing of itself, and finds it on request', async () => {
  let published: object = { version: 'v1', entry: welfare.entry }
  const fetched = vi.fn(() => Promise.resolve(Response.json({ contract: 1, remotes: { welfare: published } })))
  vi.stubGlobal('fetch', fetched)
  renderPage(pages, { role: 'CLERK', at: '/an-sinh' })
  expect(await screen.findByRole('heading', { name: 'Phân hệ welfare tạm thời không mở được' })).toBeDefined()
  published = welfare
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(await screen.findByRole('heading', { name: 'Vai trò của bạn không mở được trang này' })).toBeDefined()
  expect(fetched.mock.calls).toEqual(Array(2).fill(['/remotes.json', { cache: 'no-cache' }]))
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
