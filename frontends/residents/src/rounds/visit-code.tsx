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

interface VisitCodeProps {
  label: string
  roundId: string
  stopId: string
}

/** Scanned from the paper it opens the screen of this visit. It holds nothing but that address: no name, no code, no house. */
export default function VisitCode({ label, roundId, stopId }: VisitCodeProps) {
  const { size, path } = useMemo(() => drawn(`${location.origin}/td/ho-dan/${roundId}/${stopId}`), [roundId, stopId])
  return (
    <svg
      role="img"
      aria-label={label}
      className="vx-print-only"
      style={{ verticalAlign: 'middle', marginLeft: '2mm' }}
      width="22mm"
      height="22mm"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}
