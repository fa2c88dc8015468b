// Comes with the papers that bear one, by a path of its own: the library that draws it is on no other page.
import qrcode from 'qrcode-generator'
import { useMemo } from 'react'

/** Light modules around the code, without which no camera finds it. */
const QUIET = 4

/** A code as one path: a square for every dark module. */
function drawn(text: string): { size: number; path: string } {
  // M: a finger's smudge on the paper is made good.
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  const path = modules.flatMap((row) =>
    modules.filter((column) => code.isDark(row, column)).map((column) => `M${column + QUIET},${row + QUIET}h1v1h-1z`),
  )
  return { size: modules.length + 2 * QUIET, path: path.join('') }
}

interface QrCodeProps {
  label: string
  text: string
  /** Of a side, as CSS says it. A long text has small modules: 60 mm for a thousand letters. */
  side: string
}

/** A text as a QR code, sharp at any size. */
export function QrCode({ label, text, side }: QrCodeProps) {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      width={side}
      height={side}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}
