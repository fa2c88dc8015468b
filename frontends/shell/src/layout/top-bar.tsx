import { roleNames } from '@vungxanh/access'
import { Link, signOut, useLabel, useLanguage, useMessages, useUnit, useUnitChoice, useViewer } from '@vungxanh/remote'
import { Button } from '@vungxanh/ui'
import { messages } from '../messages.ts'

export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }) {
  const t = useMessages(messages)
  const label = useLabel()
  const viewer = useViewer()
  const unit = useUnit()
  const unitName = unit.name ?? unit.code
  const { units, chooseUnit } = useUnitChoice()
  const { language, setLanguage } = useLanguage()
  return (
    <header className="vx-shell-bar">
      <div className="vx-shell-menu">
        <button
          type="button"
          aria-expanded={menuOpen}
          aria-label={menuOpen ? t('closeMenu') : t('menu')}
          onClick={onMenu}
        >
          <span aria-hidden />
        </button>
      </div>
      <Link to="/" className="vx-shell-brand">
        <span className="vx-mark" aria-hidden />
        <span>Vùng Xanh</span>
      </Link>
      {units.length > 1 ? (
        <select
          className="vx-shell-unit"
          aria-label={t('unit')}
          value={unit.code}
          onChange={(event) => chooseUnit(event.currentTarget.value)}
        >
          {units.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name ?? one.code}
            </option>
          ))}
        </select>
      ) : (
        <span className="vx-shell-unit">{unitName}</span>
      )}
      <span className="vx-shell-gap" />
      <span className="vx-shell-viewer">
        <strong>{viewer.name}</strong>
        <span>
          {label(roleNames[viewer.role])} · {unitName}
        </span>
      </span>
      <Button kind="quiet" size="small" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
        {t('switchLanguage')}
      </Button>
      <Button size="small" onClick={() => void signOut()}>
        {t('signOut')}
      </Button>
    </header>
  )
}
