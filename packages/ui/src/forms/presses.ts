let isPressed = false

const note = ({ type }: Event): void => {
  isPressed = type === 'mousedown'
}

/** Notes from now on whether the mouse is pressed, for all forms: however often it is asked for, a listener is there once. */
export function notePresses(): void {
  window.addEventListener('mousedown', note, true)
  window.addEventListener('mouseup', note, true)
}

/** Now, or once the mouse has been let go: what is moved from under a pressed button never hears of the click. */
export function onceReleased(act: () => void): void {
  if (isPressed) window.addEventListener('mouseup', () => setTimeout(act), { once: true })
  else act()
}
