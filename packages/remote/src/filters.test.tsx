import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useFilters } from './filters.ts'
import { renderPage } from './testing.tsx'

function Page() {
  const filters = useFilters()
  return (
    <>
      <button
        type="button"
        onClick={() => {
          filters.set({ to: 't7' })
          filters.set({ thieu: 'HEAD' })
        }}
      >
        both
      </button>
      <button type="button" onClick={() => filters.set({ to: '' })}>
        one less
      </button>
      <button type="button" onClick={filters.clear}>
        none
      </button>
      <p>{filters.oneOf('thieu', ['VISIT', 'HEAD']) ?? 'all'}</p>
    </>
  )
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const address = () => screen.getByTestId('address').textContent

test('of two filters chosen at once neither is lost', async () => {
  renderPage(<Page />, { at: '/ho?tim=dao' })
  press('both')
  await expect.poll(address).toBe('/ho?tim=dao&to=t7&thieu=HEAD')
  expect(screen.getByText('HEAD')).toBeDefined()
})

test('an empty value is no filter, and what is not known is not taken', async () => {
  renderPage(<Page />, { at: '/ho?to=t7&thieu=ANYTHING' })
  expect(screen.getByText('all')).toBeDefined()
  press('one less')
  await expect.poll(address).toBe('/ho?thieu=ANYTHING')
  press('none')
  await expect.poll(address).toBe('/ho')
})
