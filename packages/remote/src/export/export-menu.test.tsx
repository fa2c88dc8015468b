import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { messages } from './export-actions.tsx'
import { ExportMenu } from './export-menu.tsx'

const menu = (
  <ExportMenu
    department="residents"
    list="households"
    variables={{ unit: '00121', search: 'dao', residentialGroup: null, first: 50 }}
    conditions={[
      ['Tìm', 'dao'],
      ['Tổ dân phố', undefined],
    ]}
  />
)

async function choose(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: 'Xuất XLSX / CSV' }))
  await userEvent.click(await screen.findByRole('menuitem', { name }))
}

test('what is seen is what is asked for, without the length of its pages', async () => {
  const { posted } = answerService(() => ({ body: {} }))
  const made = vi.fn((_file: Blob) => 'blob:list')
  Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => {} })
  renderPage(menu, { role: 'REGISTRAR' })
  await choose('Xuất CSV')
  await waitFor(() => expect(made).toHaveBeenCalledOnce())
  expect(posted).toEqual([
    {
      path: '/files/residents/exports/households',
      body: {
        format: 'csv',
        variables: { unit: '00121', search: 'dao', residentialGroup: null },
        conditions: [['Tìm', 'dao']],
      },
    },
  ])
})

test('a refusal is said in the words of the department, and stays until it is read', async () => {
  const message = 'Danh sách dài hơn 50.000 dòng. Hãy lọc theo tổ dân phố rồi xuất từng phần.'
  answerService(() => ({ status: 422, body: { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] } }))
  renderPage(menu, { role: 'REGISTRAR' })
  await choose('Xuất XLSX (Excel)')
  expect(await screen.findByRole('dialog', { name: 'Chưa xuất được danh sách' })).toBeDefined()
  expect(screen.getByText(message)).toBeDefined()
})

test('says everything in both languages', () => expect(unevenTexts(messages)).toEqual([]))
