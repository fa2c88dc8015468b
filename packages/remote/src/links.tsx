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
export function LinkButton({ to, kind, children }: { to: string; kind?: ButtonKind | undefined; children: ReactNode }) {
  return (
    <Button kind={kind} link={(look) => <Link {...look} to={to} />}>
      {children}
    </Button>
  )
}
