import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { QrCode } from './qr-code.tsx'

const written = vi.hoisted((): string[] => [])
vi.mock('qrcode-generator', async (importOriginal) => {
  const { default: real } = await importOriginal<{ default: typeof import('qrcode-generator') }>()
  return {
    default: (...given: Parameters<typeof real>) => {
      const code = real(...given)
      const { addData } = code
      code.addData = (text) => {
        written.push(text)
        addData(text)
      }
      return code
    },
  }
})
afterEach(cleanup)

test('holds its text and nothing else, drawn with a margin that cameras need', () => {
  render(<QrCode label="Mã QR" text="https://example.org/r1" side="22mm" />)
  expect(written).toEqual(['https://example.org/r1'])
  const image = screen.getByRole('img', { name: 'Mã QR' })
  const [, , size = 0] = (image.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const squares = [...(image.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+),(\d+)/g)]
  const edges = squares.flatMap(([, column, row]) => [Number(column), Number(row)])
  expect(Math.min(...edges)).toBe(4)
  expect(Math.max(...edges)).toBe(size - 5)
})
