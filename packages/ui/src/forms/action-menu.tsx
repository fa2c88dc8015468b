import { Button as MantineButton, Menu } from '@mantine/core'

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
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md" hideDetached={false}>
      <Menu.Target>
        <MantineButton
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
          <Menu.Item key={action.key} onClick={action.onChoose}>
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
