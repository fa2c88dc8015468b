import { Button as MantineButton, Menu } from '@mantine/core'

export interface MenuAction {
  key: string
  label: string
  onChoose: () => void
}

/** What can be done here, where there is too much of it for a row of buttons. Arrow keys walk it, Escape closes it. */
export function ActionMenu({ label, actions }: { label: string; actions: readonly MenuAction[] }) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md" hideDetached={false}>
      <Menu.Target>
        <MantineButton variant="filled" color="green" size="sm" fw={600}>
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
