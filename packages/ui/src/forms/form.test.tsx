import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { UiProvider } from '../ui-provider.tsx'
import { Button } from './button.tsx'
import { DateField, TextField } from './fields.tsx'
import { Form, FormGrid, type FormRefusal, useForm } from './form.tsx'

afterEach(cleanup)
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never

interface Values {
  name: string
  day: string
}

function Registration({ onSave }: { onSave: (values: Values) => FormRefusal | undefined }) {
  const form = useForm<Values>({ name: '', day: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  return (
    <UiProvider language="vi">
      <Form form={form} label="Đăng ký" onSubmit={(values) => setRefusal(onSave(values))} refusal={refusal}>
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

test('says what the server refused until the form is submitted again, also when a field is missing by then', async () => {
  const refuse = vi.fn(() => ({ message: 'Tên này đã có', field: 'name' }))
  render(<Registration onSave={refuse} />)
  const press = () => userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const said = async () => [...(await screen.findByRole('alert')).querySelectorAll('li')].map((one) => one.textContent)
  await userEvent.type(screen.getByLabelText(/Họ và tên/), 'Đào')
  await userEvent.type(screen.getByLabelText(/Ngày/), '05/09/2021')
  await press()
  expect(await said()).toEqual(['Tên này đã có'])
  await userEvent.clear(screen.getByLabelText(/Ngày/))
  await press()
  expect(await said()).toEqual(['Chưa nhập: ngày'])
  // What has been put right does not bring it back.
  await userEvent.type(screen.getByLabelText(/Ngày/), '06/09/2021')
  await userEvent.tab()
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  await press()
  expect(await said()).toEqual(['Tên này đã có'])
})

test('what was put right goes away once the mouse is let go, and not from under the button that it presses', async () => {
  render(<Registration onSave={vi.fn()} />)
  const user = userEvent.setup()
  const button = screen.getByRole('button', { name: 'Lưu' })
  await user.type(screen.getByLabelText(/Ngày/), '05/09/2021')
  await user.click(button)
  await user.type(screen.getByLabelText(/Họ và tên/), 'Đào')
  await user.pointer({ keys: '[MouseLeft>]', target: button })
  await new Promise((soon) => setTimeout(soon, 50))
  expect(screen.queryByRole('alert')).not.toBeNull()
  await user.pointer({ keys: '[/MouseLeft]', target: document.body })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
