import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type DataClass, type Role, roles } from '@vungxanh/access'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { AccessPage } from './access-page.tsx'
import { type Catalogue, classesOf } from './catalogue.ts'
import { messages } from './messages.ts'

const rule = (dataClass: DataClass, to: readonly Role[], stepUp = false) => ({ class: dataClass, roles: to, stepUp })
const catalogue: Catalogue = {
  departments: {
    residents: {
      Person: {
        fields: {
          id: rule('INTERNAL', ['INSPECTOR', 'CASHIER']),
          fullName: rule('PERSONAL', ['INSPECTOR', 'CASHIER']),
          bornOn: rule('PERSONAL', ['INSPECTOR']),
          sex: rule('PERSONAL', ['INSPECTOR']),
        },
      },
      Mutation: { fields: { revealPhone: rule('IDENTITY', ['REGISTRAR'], true) } },
      PersonEdge: { fields: { node: rule('PERSONAL', roles) } },
      InvalidInput: { fields: { message: rule('INTERNAL', roles) } },
    },
    health: { Test: { fields: { outcome: rule('SENSITIVE_HEALTH', ['HEALTH_STAFF']) } } },
  },
}

function open(at = '/') {
  answerService(() => ({ body: catalogue }))
  renderPage(<AccessPage />, { role: 'CHAIR', at })
}

const rowsOf = (panel: string) =>
  within(screen.getByRole('region', { name: panel }))
    .queryAllByRole('row')
    .slice(1)
    .map((row) => row.textContent)

test('puts fields together that are granted alike, and leaves out what carries others', async () => {
  open()
  await screen.findByRole('region', { name: 'Hộ dân' })
  const rows = rowsOf('Hộ dân')
  expect(rows).toHaveLength(4)
  expect(rows[2]).toMatch(/Người.*ngày sinh, giới tính.*Thông tin cá nhân.*Cán bộ kiểm tra, giám sát$/)
  expect(rows[3]).toMatch(/xem số điện thoại đầy đủ.*cần mã xác thực.*Cán bộ hộ tịch/)
})

test('answers what a role may do, and who may see a field', async () => {
  open()
  await userEvent.selectOptions(await screen.findByLabelText('Vai trò'), 'CASHIER')
  expect(rowsOf('Hộ dân').join()).toMatch(/họ tên/)
  expect(rowsOf('Hộ dân').join()).not.toMatch(/ngày sinh/)
  expect(within(screen.getByRole('region', { name: 'Y tế' })).getByText(/Không có quyền nào khớp/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Xóa lọc' }))
  await userEvent.type(screen.getByLabelText('Loại hoặc trường'), 'kết quả{Enter}')
  expect(await screen.findByRole('row', { name: /Xét nghiệm.*kết quả.*Sức khỏe.*Cán bộ trạm y tế/ })).toBeDefined()
})

test('filters by class, from the address', async () => {
  open('/quan-tri/quyen?muc=IDENTITY')
  await screen.findByRole('region', { name: 'Hộ dân' })
  expect(rowsOf('Hộ dân')).toHaveLength(1)
})

test('says how sensitive what was read is, without what tells nothing of a person', () => {
  expect(classesOf(catalogue, 'residents', 'Person', ['id', 'fullName', 'sex'])).toEqual(['PERSONAL'])
  expect(classesOf(catalogue, 'residents', 'Unknown', ['id'])).toEqual([])
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
