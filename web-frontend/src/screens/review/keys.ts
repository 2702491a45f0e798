import { useEffect, useRef } from 'react';

const SETTING = 'single-keys';

/** Keys without a modifier can be switched off: speech input may press them by accident. */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

export function chooseSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(SETTING, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing.
  }
}

/** The name of a pressed key, such as `Ctrl+Enter`, `[` or `ArrowDown`. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const modifiers = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;
  // Brackets are typed with AltGr on some keyboards, which reads as Ctrl and Alt.
  if (event.ctrlKey && event.altKey && event.key.length === 1) {
    return event.key;
  }
  return modifiers + (event.key.length === 1 && modifiers !== '' ? event.key.toLowerCase() : event.key);
}

const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=grid], [role=listbox], [role=menu]';

/**
 * Keys of a screen. Those with Ctrl hold everywhere on it; others only where nothing is typed. None holds while a dialog is open.
 * An act that returns false leaves the key to the browser.
 */
export function useKeys(acts: Record<string, () => void | false>): void {
  const current = useRef(acts);
  useEffect(() => {
    current.current = acts;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = event.target as Element;
      const name = nameOf(event);
      const act = current.current[name];
      if (!act || event.defaultPrevented || event.isComposing || document.querySelector('.dialog')) {
        return;
      }
      const isCommand = name.startsWith('Ctrl+') && name !== 'Ctrl+z';
      if (!isCommand && (target.closest(TYPING) || (event.key.length === 1 && !singleKeys() && !event.ctrlKey))) {
        return;
      }
      if (act() !== false) {
        event.preventDefault();
      }
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
