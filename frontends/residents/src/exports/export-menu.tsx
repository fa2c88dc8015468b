import { type ExportActionsProps, ExportMenu as Menu } from '@vungxanh/remote/export'

export interface ExportMenuProps extends Omit<ExportActionsProps, 'department' | 'list'> {
  list:
    | 'people'
    | 'households'
    | 'establishments'
    | 'arrivals'
    | 'counted-residents'
    | 'counted-households'
    | 'counted-movements'
    | 'counted-arrivals'
    | 'duplicates'
    | 'merges'
    | 'rounds'
    | 'round-stops'
    | 'self-management-groups'
    | 'self-management-members'
}

/** The lists of this department. */
export function ExportMenu(props: ExportMenuProps) {
  return <Menu department="residents" {...props} />
}
