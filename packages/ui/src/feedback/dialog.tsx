import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
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
      // Of two dialogs the inner alone is closed: the library's own listener would close both.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose()
      }}
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
