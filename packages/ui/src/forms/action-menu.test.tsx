import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { UiProvider } from '../ui-provider.tsx'
import { ActionMenu } from './action-menu.tsx'

afterEach(cleanup)
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

test('a menu is walked by keyboard from its first opening on, and its button has the focus when it closes', async () => {
  const onChoose = vi.fn()
  const actions = ['Xuất XLSX', 'Xuất CSV'].map((label) => ({ key: label, label, onChoose: () => onChoose(label) }))
  render(
    <UiProvider language="vi">
      <ActionMenu label="Xuất" actions={actions} />
    </UiProvider>,
  )
  const button = () => screen.getByRole('button', { name: 'Xuất' })
  await userEvent.tab()
  for (const choice of [{ key: '{Escape}' }, { key: '{Enter}', chosen: 'Xuất CSV' }]) {
    await userEvent.keyboard('{Enter}')
    expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual([
      'Xuất XLSX',
      'Xuất CSV',
    ])
    await expect.poll(() => screen.getByRole('menu').contains(document.activeElement)).toBe(true)
    await userEvent.keyboard(`{ArrowDown}{ArrowDown}${choice.key}`)
    await expect.poll(() => screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(button())
    expect(onChoose.mock.calls.at(-1)?.[0]).toBe(choice.chosen)
  }
})
