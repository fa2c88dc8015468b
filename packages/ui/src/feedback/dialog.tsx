import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useUi } from '../ui-provider.tsx'

export interface DialogProps {
  title: string
  opened: boolean
  onClose: () => void
  children: ReactNode
}

/** The first field takes the focus of a dialog that opens: the library would give it to the cross, from where no key saves. */
function offerFocus(content: HTMLElement | null) {
  const asking = content?.contains(document.activeElement) ? document.activeElement : null
  const first =
    asking ?? content?.querySelector('input:not([type="radio"]), input:checked, select, textarea, .vx-picked button')
  if (!content?.querySelector('[data-autofocus]')) first?.setAttribute('data-autofocus', '')
}

/** Whoever closes a dialog goes on where they opened it, also where the dialog is taken away rather than closed. */
function useFocusBack(opened: boolean) {
  useLayoutEffect(() => {
    const opener = document.activeElement
    if (!opened || !(opener instanceof HTMLElement) || opener === document.body) return
    return () =>
      // Later than the library, which takes the focus along with the dialog; and never from whoever has it by then.
      void setTimeout(() => {
        if (opener.isConnected && (document.activeElement ?? document.body) === document.body)
          opener.focus({ preventScroll: true })
      })
  }, [opened])
}

export function Dialog({ title, opened, onClose, children }: DialogProps) {
  const { words } = useUi()
  const content = useRef<HTMLDivElement>(null)
  useFocusBack(opened)
  // A step that was replaced takes the focus with it, and with the focus the keys of the dialog.
  useEffect(() => {
    if (opened && document.activeElement === document.body) content.current?.focus()
  })
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
      returnFocus={false}
      centered
      size="lg"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': words.close }}
      styles={{ title: { fontWeight: 600, fontSize: '1.0625rem' } }}
    >
      <div
        ref={(node) => {
          content.current = node
          offerFocus(node)
        }}
        className="vx-dialog-content"
        tabIndex={-1}
      >
        {children}
      </div>
    </Modal>
  )
}
