import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { UiProvider } from '../ui-provider.tsx'
import { Button } from './button.tsx'
import { DateField, TextField } from './fields.tsx'
import { Form, FormGrid, useForm } from './form.tsx'

afterEach(cleanup)
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never

interface Values {
  name: string
  day: string
}

function Registration({ onSave }: { onSave: (values: Values) => void }) {
  const form = useForm<Values>({ name: '', day: '' })
  return (
    <UiProvider language="vi">
      <Form form={form} label="Đăng ký" onSubmit={onSave}>
        <FormGrid>
          <TextField name="name" label="Họ và tên" required />
          <DateField name="day" label="Ngày" required />
        </FormGrid>
        <Button type="submit">Lưu</Button>
      </Form>
    </UiProvider>
  )
}

test('is keyed without a mouse: Enter goes on, Ctrl+S saves', async () => {
  const save = vi.fn()
  render(<Registration onSave={save} />)
  screen.getByLabelText(/Họ và tên/).focus()
  await userEvent.keyboard('Nguyễn  Thị Đào{Enter}5/9/21')
  expect(document.activeElement).toBe(screen.getByLabelText(/Ngày/))
  await userEvent.keyboard('{Enter}')
  expect(screen.getByLabelText<HTMLInputElement>(/Ngày/).value).toBe('05/09/2021')
  await userEvent.keyboard('{Control>}s{/Control}')
  expect(save.mock.calls[0]?.[0]).toEqual({ name: 'Nguyễn Thị Đào', day: '05/09/2021' })
})

test('gathers what is wrong above the form, gives it the focus, and links to the fields', async () => {
  const save = vi.fn()
  render(<Registration onSave={save} />)
  await userEvent.type(screen.getByLabelText(/Ngày/), '31/02/2021')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const summary = await screen.findByRole('alert')
  expect(document.activeElement).toBe(summary)
  expect([...summary.querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Chưa nhập: họ và tên', '#field-name'],
    ['Ngày chưa đúng. Viết theo kiểu 05/09/2021', '#field-day'],
  ])
  expect(save).not.toHaveBeenCalled()
})
