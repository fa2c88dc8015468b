import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { formalDate } from '../format/dates.ts'
import { UiProvider } from '../ui-provider.tsx'
import { OfficialPaper, PaperTable } from './official-paper.tsx'
import { printPaper } from './paper.tsx'

afterEach(cleanup)
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never

test.each([
  ['2020-04-03', 'ngày 03 tháng 4 năm 2020'],
  ['2026-02-22', 'ngày 22 tháng 02 năm 2026'],
  ['2026-11-09', 'ngày 09 tháng 11 năm 2026'],
])('%s is written as papers write it', (day, text) => expect(formalDate(day)).toBe(text))

test('the paper is printed as a copy that stands alone, which is gone afterwards', () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  render(
    <UiProvider language="en">
      <OfficialPaper label="List" unit="Phường Giang Biên" title="Danh sách hộ" signatures={['Tổ trưởng']}>
        <PaperTable
          caption="List"
          rows={['T07-0001']}
          rowKey={(code) => code}
          columns={[{ label: 'Mã hộ', render: (code) => code }]}
        />
      </OfficialPaper>
    </UiProvider>,
  )
  expect(screen.getByText(/^Giang Biên, ngày \d\d tháng \d\d? năm \d{4}$/)).toBeTruthy()
  printPaper()
  expect(print).toHaveBeenCalledOnce()
  expect(document.querySelector('body > .vx-print-sheets')?.textContent).toContain('T07-0001')
  window.dispatchEvent(new Event('afterprint'))
  expect(document.querySelector('.vx-print-sheets')).toBeNull()
  expect(document.body.className).toBe('')
})
