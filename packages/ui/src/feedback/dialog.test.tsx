import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { TextField } from '../forms/fields.tsx'
import { Form, useForm } from '../forms/form.tsx'
import { UiProvider } from '../ui-provider.tsx'
import { Dialog } from './dialog.tsx'

afterEach(cleanup)
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

function Steps({ onClose }: { onClose: () => void }) {
  const [isPreview, setPreview] = useState(false)
  return (
    <Dialog title="Change many" opened onClose={onClose}>
      {isPreview ? (
        <p>What will change</p>
      ) : (
        <button type="button" onClick={() => setPreview(true)}>
          Preview
        </button>
      )}
    </Dialog>
  )
}

function Asking({ onSave }: { onSave: () => void }) {
  const form = useForm({ reason: '' })
  return (
    <Dialog title="Annul" opened onClose={() => {}}>
      <Form form={form} label="Annul" onSubmit={onSave}>
        <TextField name="reason" label="Reason" />
      </Form>
    </Dialog>
  )
}

function Opener() {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        Open
      </button>
      {isAsking && (
        <Dialog title="Annul" opened onClose={() => setAsking(false)}>
          <input aria-label="Reason" />
        </Dialog>
      )}
    </>
  )
}

test('whoever closes a dialog is where they opened it', async () => {
  render(
    <UiProvider language="en">
      <Opener />
    </UiProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })))
})

test('what was chosen beforehand is changed by the key, and the cross closes nothing by accident', async () => {
  render(
    <UiProvider language="en">
      <Dialog title="Ask" opened onClose={() => {}}>
        <p className="vx-picked">
          Ward <button type="button">Change</button>
        </p>
      </Dialog>
    </UiProvider>,
  )
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change' })))
})

test('the first field of a dialog has the focus, so that its keys work at once', async () => {
  const onSave = vi.fn()
  render(
    <UiProvider language="en">
      <Asking onSave={onSave} />
    </UiProvider>,
  )
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')))
  await userEvent.keyboard('wrong door{Control>}s{/Control}')
  await waitFor(() => expect(onSave).toHaveBeenCalledOnce())
})

test('a step that took the focus with it leaves the dialog its keys', async () => {
  const onClose = vi.fn()
  render(
    <UiProvider language="en">
      <Steps onClose={onClose} />
    </UiProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Preview' }))
  expect(screen.getByText('What will change')).toBeTruthy()
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledOnce()
})
