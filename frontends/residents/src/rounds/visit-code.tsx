import { QrCode } from '@vungxanh/ui/qr-code'

interface VisitCodeProps {
  label: string
  roundId: string
  stopId: string
}

/** Scanned from the paper it opens the screen of this visit. It holds nothing but that address: no name, no code, no house. */
export default function VisitCode({ label, roundId, stopId }: VisitCodeProps) {
  return (
    <QrCode
      label={label}
      text={`${location.origin}/td/ho-dan/${roundId}/${stopId}`}
      side="22mm"
      className="vx-print-only"
      style={{ verticalAlign: 'middle', marginLeft: '2mm' }}
    />
  )
}
