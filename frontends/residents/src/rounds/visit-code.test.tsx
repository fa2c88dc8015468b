import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import VisitCode from './visit-code.tsx'

vi.mock('@vungxanh/ui/qr-code', () => ({
  QrCode: ({ label, text }: { label: string; text: string }) => <span title={label}>{text}</span>,
}))
afterEach(cleanup)

test('the code of a visit is its address and nothing else', () => {
  render(<VisitCode label="Mã QR hộ T03-0001" roundId="r1" stopId="s1" />)
  expect(screen.getByTitle('Mã QR hộ T03-0001').textContent).toBe(`${location.origin}/td/ho-dan/r1/s1`)
})
