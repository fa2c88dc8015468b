import { expect, test } from 'vitest'
import { signInPage } from './sign-in-page.ts'

test('nothing that a person typed becomes markup', () => {
  const page = signInPage({ action: '/identity/interaction/1', signInName: '"><script>alert(1)</script>', choices: [] })
  expect(page).not.toContain('<script>')
  expect(page).toContain('value="&#34;&#62;&#60;script&#62;')
})

test('the accounts to pick from are shown only where there are any', () => {
  const choice = { signInName: 'chair', fullName: 'Nguyễn An', post: 'Trưởng Ban', unit: 'Phường Giang Biên' }
  expect(signInPage({ action: '/a', signInName: '', choices: [] })).not.toContain('Tài khoản dùng thử')
  expect(signInPage({ action: '/a', signInName: '', choices: [choice] })).toContain('value="chair"')
})
