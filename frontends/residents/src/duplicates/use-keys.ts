import { useEffect } from 'react'

/** Single keys for whoever works through a list; letters that are typed into a field stay letters. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping =
        target instanceof HTMLElement &&
        (target.closest('[role="dialog"]') ||
          /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
          (target instanceof HTMLInputElement && target.type !== 'radio'))
      if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const act = keys[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [keys])
}
