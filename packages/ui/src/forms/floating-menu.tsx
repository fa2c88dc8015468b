import { Menu } from '@mantine/core'
import { useRef } from 'react'
import { type ActionMenuProps, MenuButton } from './action-menu.tsx'

/** The menu once it was opened for the first time. */
export default function FloatingMenu({ actions, ...look }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  // By itself it gives the focus back to the button that stood here before it came, which is gone.
  const giveBack = () => button.current?.focus({ preventScroll: true })
  return (
    <Menu
      defaultOpened
      returnFocus={false}
      onClose={giveBack}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      shadow="md"
      hideDetached={false}
    >
      <Menu.Target>
        <MenuButton ref={button} {...look} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.key}
            onClick={() => {
              // The menu goes away with the focus: a dialog that opens now gives it back to the button.
              giveBack()
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
