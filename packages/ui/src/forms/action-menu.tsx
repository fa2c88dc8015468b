import { Button as MantineButton, Menu } from '@mantine/core'
import { useRef } from 'react'

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
  busy?: boolean
}

/** What can be done here, where there is too much of it for a row of buttons. Arrow keys walk it, Escape closes it. */
export function ActionMenu({ label, actions, kind = 'primary', size = 'normal', busy }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md" hideDetached={false}>
      <Menu.Target>
        <MantineButton
          ref={button}
          {...(kind === 'primary' ? { variant: 'filled', color: 'green' } : { variant: 'default' })}
          size={size === 'small' ? 'xs' : 'sm'}
          fw={600}
          disabled={busy ?? false}
          aria-busy={busy || undefined}
        >
          {label}
        </MantineButton>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.key}
            onClick={() => {
              // The menu goes away with the focus: a dialog that opens now gives it back to the button.
              button.current?.focus({ preventScroll: true })
              action.onChoose()
            }}
          >
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
