import { QrCode } from '@vungxanh/ui/qr-code'

interface VisitCodeProps {
  label: string
  roundId: string
  stopId: string
}

/** Scanned from the paper it opens the screen of this visit. It holds nothing but that address: no name, no code, no house. */
export default function VisitCode({ label, roundId, stopId }: VisitCodeProps) {
  return (
    // Under the household, and not beside it, where it would leave the address no room.
    <div className="vx-print-only">
      <QrCode label={label} text={`${location.origin}/td/ho-dan/${roundId}/${stopId}`} side="22mm" />
    </div>
  )
}
