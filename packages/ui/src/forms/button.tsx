import { Button as MantineButton } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'

export type ButtonKind = 'primary' | 'default' | 'quiet' | 'danger'

/** What a link must carry on to look like a button. */
export interface ButtonLook {
  className?: string
  style?: CSSProperties
  children?: ReactNode
}

export interface ButtonProps {
  kind?: ButtonKind | undefined
  type?: 'button' | 'submit'
  size?: 'small' | 'normal'
  busy?: boolean | undefined
  disabled?: boolean | undefined
  onClick?: (() => void) | undefined
  label?: string
  children: ReactNode
  /** Lets a link look like a button: the router's link is given the look and the content. */
  link?: (look: ButtonLook) => ReactNode
}

const variants = {
  primary: { variant: 'filled', color: 'green' },
  default: { variant: 'default' },
  quiet: { variant: 'subtle', color: 'green' },
  danger: { variant: 'filled', color: 'red' },
} as const

export function Button(props: ButtonProps) {
  const { kind = 'default', type = 'button', size = 'normal', busy, disabled, onClick, label, children, link } = props
  return (
    <MantineButton
      {...variants[kind]}
      type={type}
      size={size === 'small' ? 'xs' : 'sm'}
      fw={600}
      disabled={disabled || busy}
      onClick={onClick}
      aria-label={label}
      aria-busy={busy || undefined}
      {...(link ? { renderRoot: link } : {})}
    >
      {children}
    </MantineButton>
  )
}
