import { Button as MantineButton, type ButtonProps as MantineButtonProps } from '@mantine/core'
import { type ComponentProps, lazy, Suspense, useState } from 'react'

export interface MenuAction {
  key: string
  label: string
  onChoose: () => void
}

export interface ActionMenuProps {
  label: string
  actions: readonly MenuAction[]
  kind?: 'primary' | 'default'
  size?: 'small' | 'normal'
  busy?: boolean | undefined
}

/** What floats costs a first visit too much to come before somebody opens it. */
const FloatingMenu = lazy(() => import('./floating-menu.tsx'))

type MenuButtonProps = Omit<ActionMenuProps, 'actions'> &
  Omit<ComponentProps<'button'>, 'style'> &
  Pick<MantineButtonProps, 'style'>

export function MenuButton({ label, kind = 'primary', size = 'normal', busy, ...rest }: MenuButtonProps) {
  return (
    <MantineButton
      {...(kind === 'primary' ? { variant: 'filled', color: 'green' } : { variant: 'default' })}
      size={size === 'small' ? 'xs' : 'sm'}
      fw={600}
      disabled={busy ?? false}
      aria-busy={busy || undefined}
      aria-haspopup="menu"
      aria-expanded={false}
      {...rest}
    >
      {label}
    </MantineButton>
  )
}

/** What can be done here, where there is too much of it for a row of buttons. Arrow keys walk it, Escape closes it. */
export function ActionMenu(props: ActionMenuProps) {
  const [wasOpened, setWasOpened] = useState(false)
  const { actions: _, ...look } = props
  if (!wasOpened) return <MenuButton {...look} onClick={() => setWasOpened(true)} />
  return (
    <Suspense fallback={<MenuButton {...look} />}>
      <FloatingMenu {...props} />
    </Suspense>
  )
}
