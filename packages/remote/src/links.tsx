import { Button, type ButtonKind } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

export {
  BrowserRouter,
  Link,
  MemoryRouter,
  Navigate,
  NavLink,
  Outlet,
  Route,
  type RouteObject,
  Routes,
  useLocation,
  useNavigate,
  useParams,
  useRoutes,
  useSearchParams,
} from 'react-router'

/** A link that looks like a button, for what opens a page rather than does something. */
export function LinkButton({ to, kind, children }: { to: string; kind?: ButtonKind; children: ReactNode }) {
  return (
    <Button
      kind={kind}
      link={({ className, children: content }) => (
        <Link to={to} className={className}>
          {content}
        </Link>
      )}
    >
      {children}
    </Button>
  )
}
