import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from '../forms/button.tsx'
import { useUi } from '../ui-provider.tsx'

export interface DialogProps {
  title: string
  opened: boolean
  onClose: () => void
  children: ReactNode
}

export function Dialog({ title, opened, onClose, children }: DialogProps) {
  const { words } = useUi()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      size="lg"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': words.close }}
      styles={{ title: { fontWeight: 600, fontSize: '1.0625rem' } }}
    >
      {children}
    </Modal>
  )
}

export interface ConfirmDialogProps extends DialogProps {
  confirmLabel: string
  onConfirm: () => void
  busy?: boolean
  tone?: 'primary' | 'danger'
}

/** For what cannot be taken back: says exactly what will happen, with the deed as the button's verb. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, opened, onClose, children, confirmLabel, onConfirm, busy, tone = 'primary' } = props
  const { words } = useUi()
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      <div className="vx-form">
        {children}
        <div className="vx-form-actions">
          <Button kind={tone} busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
          <Button onClick={onClose} disabled={busy}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
